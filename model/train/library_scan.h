/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Finding the files of a library and what groups.csv says of them.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_LIBRARY_SCAN_H
#define GENRE_EQ_MODEL_TRAIN_LIBRARY_SCAN_H

#include "model/train/library.h"

/** Name of a class: a genre's symbol or "none". */
const char *class_symbol(int class_index);

/** Lists the files of all classes, by path. False after a line on stderr. */
bool library_scan(Library *library);

/** Reads groups.csv, if there is one. False after a line on stderr. */
bool library_read_groups(Library *library);

#endif
