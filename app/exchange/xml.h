/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The tags of an XML text one after the other, where they lie: nothing is copied, so that nothing
 * is left behind. What a workbook's parts are made of, and no more: no document types, no entities
 * but those of XML itself, no CDATA; a prefix before a name is left out.
 */

/** RepXml: where reading goes on; @failed: what follows is not such a text. */
typedef struct {
  const char *at;
  const char *end;
  gboolean failed;
} RepXml;

/** RepXmlTag: @before: the text since the last tag; @closing: "</x>"; @empty: "<x/>". */
typedef struct {
  const char *name;
  gsize name_size;
  const char *attributes;
  gsize attributes_size;
  const char *before;
  gsize before_size;
  gboolean closing;
  gboolean empty;
} RepXmlTag;

/** rep_xml_begin: @text: of any content; it must outlive @xml. */
void rep_xml_begin (RepXml *xml, const char *text, gsize size);

/** rep_xml_next: Returns: %FALSE at the end, or where it fails. */
gboolean rep_xml_next (RepXml *xml, RepXmlTag *tag);

gboolean rep_xml_is (const RepXmlTag *tag, const char *name);

/** rep_xml_attribute: sets @out to the value of @name, "" when there is none. Returns: whether
 * there is one. */
gboolean rep_xml_attribute (const RepXmlTag *tag, const char *name, GString *out);

/** rep_xml_unescape: appends @text with its entities as letters. */
void rep_xml_unescape (const char *text, gsize size, GString *out);

G_END_DECLS
