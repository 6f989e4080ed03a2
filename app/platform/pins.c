/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/platform/pins.h"

#define MAX_SIZE (REP_KEY_PINS_HEAD + REP_KEY_PINS_MAX * REP_KEY_PIN_SIZE)

static char *
pins_path (const char *folder, const RepId *vault)
{
  char hex[REP_ID_HEX_SIZE];
  g_autofree char *name = g_strdup_printf ("%s.pins", rep_id_format (vault, hex));

  return g_build_filename (folder, name, NULL);
}

/* A file others could write, or of another owner, is no memory. */
static gboolean
read_pins (int fd, const RepId *vault, RepKeyPins *pins)
{
  guint8 bytes[MAX_SIZE + 1];
  struct stat st;
  gssize size;

  if (fstat (fd, &st) != 0 || !S_ISREG (st.st_mode) || st.st_uid != geteuid () ||
      (st.st_mode & 022) != 0)
    return FALSE;
  size = pread (fd, bytes, sizeof bytes, 0);
  return size > 0 && rep_key_pins_parse (bytes, (gsize)size, pins, NULL) &&
         rep_id_equal (&pins->vault, vault);
}

gboolean
rep_pins_load (const char *folder, const RepId *vault, RepKeyPins *pins)
{
  g_autofree char *path = pins_path (folder, vault);
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  gboolean whole;

  if (fd < 0)
    return FALSE;
  whole = read_pins (fd, vault, pins);
  close (fd);
  return whole;
}

static gboolean
is_latest (const RepKeyPins *pins, const RepKeyPin *pin)
{
  const RepKeyPin *latest = rep_key_pins_find (pins, NULL);

  return latest != NULL && rep_id_equal (&latest->account, &pin->account) &&
         rep_digest_equal (&latest->fingerprint, &pin->fingerprint);
}

gboolean
rep_pins_keep (const char *folder, const RepId *vault, const RepKeyPin *pin)
{
  g_autofree char *path = pins_path (folder, vault);
  g_autofree RepKeyPins *pins = g_new0 (RepKeyPins, 1);
  g_autoptr (GBytes) bytes = NULL;

  if (!rep_pins_load (folder, vault, pins))
    *pins = (RepKeyPins){ .vault = *vault };
  else if (is_latest (pins, pin))
    return TRUE;
  rep_key_pins_put (pins, pin);
  bytes = rep_key_pins_pack (pins);
  return g_mkdir_with_parents (folder, 0700) == 0 &&
         g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL),
                                   (gssize)g_bytes_get_size (bytes), G_FILE_SET_CONTENTS_CONSISTENT,
                                   0600, NULL);
}
