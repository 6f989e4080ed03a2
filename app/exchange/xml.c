/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/exchange/xml.h"

#include <stdlib.h>
#include <string.h>

#define MAX_ENTITY 10u

void
rep_xml_begin (RepXml *xml, const char *text, gsize size)
{
  static const char mark[] = "\xef\xbb\xbf";

  *xml = (RepXml){ .at = text, .end = text + size };
  if (size >= 3 && memcmp (text, mark, 3) == 0)
    xml->at += 3;
  xml->failed = memchr (text, '\0', size) != NULL || !g_utf8_validate_len (text, size, NULL);
}

static gboolean
begins (const RepXml *xml, const char *text)
{
  gsize size = strlen (text);

  return (gsize)(xml->end - xml->at) >= size && memcmp (xml->at, text, size) == 0;
}

static gboolean
skip_past (RepXml *xml, const char *text)
{
  const char *found = g_strstr_len (xml->at, xml->end - xml->at, text);

  if (found == NULL) {
    xml->failed = TRUE;
    return FALSE;
  }
  xml->at = found + strlen (text);
  return TRUE;
}

/* The '>' that ends the tag, which is none inside quotes. */
static const char *
find_end (const RepXml *xml)
{
  char quote = '\0';

  for (const char *at = xml->at; at < xml->end; at++) {
    if (quote != '\0')
      quote = *at == quote ? '\0' : quote;
    else if (*at == '"' || *at == '\'')
      quote = *at;
    else if (*at == '>')
      return at;
  }
  return NULL;
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void
take_tag (RepXml *xml, const char *end, RepXmlTag *tag)
{
  const char *at = xml->at, *stop = end, *prefix;

  tag->closing = at < stop && *at == '/';
  at += tag->closing ? 1 : 0;
  tag->empty = stop > at && stop[-1] == '/';
  stop -= tag->empty ? 1 : 0;
  tag->name = at;
  while (at < stop && !is_space (*at))
    at++;
  prefix = memchr (tag->name, ':', (gsize)(at - tag->name));
  if (prefix != NULL)
    tag->name = prefix + 1;
  tag->name_size = (gsize)(at - tag->name);
  tag->attributes = at;
  tag->attributes_size = (gsize)(stop - at);
  xml->at = end + 1;
}

gboolean
rep_xml_next (RepXml *xml, RepXmlTag *tag)
{
  while (!xml->failed) {
    const char *open = memchr (xml->at, '<', (gsize)(xml->end - xml->at)), *end;

    if (open == NULL)
      return FALSE;
    tag->before = xml->at;
    tag->before_size = (gsize)(open - xml->at);
    xml->at = open + 1;
    if (begins (xml, "?")) {
      (void)skip_past (xml, "?>");
      continue;
    }
    if (begins (xml, "!--")) {
      (void)skip_past (xml, "-->");
      continue;
    }
    end = begins (xml, "!") ? NULL : find_end (xml);
    if (end == NULL) {
      xml->failed = TRUE;
      return FALSE;
    }
    take_tag (xml, end, tag);
    return TRUE;
  }
  return FALSE;
}

gboolean
rep_xml_is (const RepXmlTag *tag, const char *name)
{
  return tag->name_size == strlen (name) && strncmp (tag->name, name, tag->name_size) == 0;
}

/* Takes one name="value" off @at; a name may have a prefix. */
static gboolean
take_attribute (const char **at, const char *end, RepXmlTag *pair)
{
  const char *equals, *close, *prefix;

  while (*at < end && is_space (**at))
    (*at)++;
  equals = *at < end ? memchr (*at, '=', (gsize)(end - *at)) : NULL;
  if (equals == NULL)
    return FALSE;
  pair->name = *at;
  pair->name_size = (gsize)(equals - *at);
  while (pair->name_size > 0 && is_space (pair->name[pair->name_size - 1]))
    pair->name_size--;
  prefix = memchr (pair->name, ':', pair->name_size);
  if (prefix != NULL && g_ascii_strncasecmp (pair->name, "xmlns:", 6) != 0) {
    pair->name_size -= (gsize)(prefix + 1 - pair->name);
    pair->name = prefix + 1;
  }
  for (equals++; equals < end && is_space (*equals);)
    equals++;
  if (equals >= end || (*equals != '"' && *equals != '\''))
    return FALSE;
  close = memchr (equals + 1, *equals, (gsize)(end - equals - 1));
  if (close == NULL)
    return FALSE;
  pair->before = equals + 1;
  pair->before_size = (gsize)(close - equals - 1);
  *at = close + 1;
  return TRUE;
}

gboolean
rep_xml_attribute (const RepXmlTag *tag, const char *name, GString *out)
{
  const char *at = tag->attributes, *end = at + tag->attributes_size;
  RepXmlTag pair = { NULL };

  g_string_truncate (out, 0);
  while (take_attribute (&at, end, &pair))
    if (rep_xml_is (&pair, name)) {
      rep_xml_unescape (pair.before, pair.before_size, out);
      return TRUE;
    }
  return FALSE;
}

/* Appends what the entity @text (without & and ;) stands for. */
static gboolean
append_entity (const char *text, gsize size, GString *out)
{
  static const struct {
    const char *name;
    char letter;
  } known[] = { { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' } };
  char digits[MAX_ENTITY + 1] = "";
  char *end;
  gulong letter;

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (size == strlen (known[i].name) && memcmp (text, known[i].name, size) == 0) {
      g_string_append_c (out, known[i].letter);
      return TRUE;
    }
  if (size < 2 || size > MAX_ENTITY || text[0] != '#')
    return FALSE;
  memcpy (digits, text + 1, size - 1);
  letter = digits[0] == 'x' ? strtoul (digits + 1, &end, 16) : strtoul (digits, &end, 10);
  if (*end != '\0' || letter == 0 || letter > 0x10ffff || !g_unichar_validate ((gunichar)letter))
    return FALSE;
  g_string_append_unichar (out, (gunichar)letter);
  return TRUE;
}

void
rep_xml_unescape (const char *text, gsize size, GString *out)
{
  const char *at = text, *end = text + size;

  while (at < end) {
    const char *mark = memchr (at, '&', (gsize)(end - at));
    const char *stop =
        mark != NULL ? memchr (mark, ';', MIN ((gsize)(end - mark), MAX_ENTITY + 2)) : NULL;

    g_string_append_len (out, at, (mark != NULL ? mark : end) - at);
    if (mark == NULL)
      return;
    if (stop != NULL && append_entity (mark + 1, (gsize)(stop - mark - 1), out)) {
      at = stop + 1;
    } else {
      g_string_append_c (out, '&');
      at = mark + 1;
    }
  }
}
