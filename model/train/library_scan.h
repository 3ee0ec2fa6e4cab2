/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Finds the files of a library, and reads what groups.csv says of them.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_LIBRARY_SCAN_H
#define GENRE_EQ_MODEL_TRAIN_LIBRARY_SCAN_H

#include "model/train/library.h"

/** The name of a class: a genre's symbol, "none" or "other". */
const char *class_symbol(int class_index);

/** Lists the files of all classes, sorted by path. If that fails, prints why and returns false. */
bool library_scan(Library *library);

/** Reads groups.csv, if there is one. If that fails, prints why and returns false. */
bool library_read_groups(Library *library);

#endif
