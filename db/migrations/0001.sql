-- SPDX-FileCopyrightText: 2026 The Repères authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 1. Never edited after release; a change is the next numbered file.

CREATE TABLE vault (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  organisation TEXT NOT NULL,
  created INTEGER NOT NULL,
  facts_only INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  first_failure INTEGER NOT NULL DEFAULT 0,
  last_failure INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  instance BLOB NOT NULL CHECK (length(instance) = 16)
) STRICT, WITHOUT ROWID;

CREATE TABLE roster (
  n INTEGER PRIMARY KEY,
  body BLOB NOT NULL,
  signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT;

CREATE TABLE slot (
  account BLOB PRIMARY KEY CHECK (length(account) = 16),
  login TEXT NOT NULL UNIQUE,
  body BLOB NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0,
  first_failure INTEGER NOT NULL DEFAULT 0,
  last_failure INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE key_grant (
  grantee BLOB NOT NULL CHECK (length(grantee) = 16),
  compartment INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (grantee, compartment, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  kind INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  origin BLOB NOT NULL CHECK (length(origin) = 16),
  facts BLOB,
  identity BLOB,
  link BLOB
) STRICT, WITHOUT ROWID;

CREATE TABLE record_past (
  id BLOB NOT NULL CHECK (length(id) = 16),
  revision INTEGER NOT NULL,
  origin BLOB NOT NULL CHECK (length(origin) = 16),
  facts BLOB,
  identity BLOB,
  link BLOB,
  PRIMARY KEY (id, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
  device BLOB NOT NULL CHECK (length(device) = 16),
  sequence INTEGER NOT NULL,
  entry BLOB NOT NULL,
  PRIMARY KEY (device, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE head (
  device BLOB PRIMARY KEY CHECK (length(device) = 16),
  instance BLOB NOT NULL CHECK (length(instance) = 16),
  sequence INTEGER NOT NULL,
  chain BLOB NOT NULL CHECK (length(chain) = 32),
  base_sequence INTEGER NOT NULL,
  base_chain BLOB NOT NULL CHECK (length(base_chain) = 32),
  epoch INTEGER NOT NULL,
  record_sum BLOB NOT NULL CHECK (length(record_sum) = 32),
  file BLOB NOT NULL CHECK (length(file) = 32),
  roster_n INTEGER NOT NULL,
  account BLOB NOT NULL CHECK (length(account) = 16),
  signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
  account BLOB NOT NULL CHECK (length(account) = 16),
  slot TEXT NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (account, slot)
) STRICT, WITHOUT ROWID;

CREATE TABLE locked_note (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  account BLOB NOT NULL CHECK (length(account) = 16),
  body BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE erased (
  id BLOB PRIMARY KEY CHECK (length(id) = 16)
) STRICT, WITHOUT ROWID;
