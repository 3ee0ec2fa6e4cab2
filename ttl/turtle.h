/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A Turtle file written statement by statement with serd: what is said follows
 * turtle_subject() or turtle_begin(), one predicate a line. Names are in short
 * form ("lv2:port", see turtle_open() for the prefixes), other URIs in full or
 * relative to the file. Strings are copied. Build time only.
 */
#ifndef GENRE_EQ_TTL_TURTLE_H
#define GENRE_EQ_TTL_TURTLE_H

#include <stdbool.h>

typedef struct Turtle Turtle;

/** Opens a file for writing and declares every prefix that LV2 and this project use
    and that `prefixes` names ("lv2 rdfs"). NULL, with the reason on standard error, if that
    fails. To be closed by turtle_close(). */
Turtle *turtle_open(const char *path, const char *prefixes);

/** Finishes and closes the file. False, with the reason on standard error, if anything went
    wrong since it was opened. */
bool turtle_close(Turtle *turtle);

/** Starts telling about the thing with this URI. */
void turtle_subject(Turtle *turtle, const char *uri);

/** predicate name, as in `a lv2:Plugin`. */
void turtle_name(Turtle *turtle, const char *predicate, const char *name);

/** predicate <uri> */
void turtle_uri(Turtle *turtle, const char *predicate, const char *uri);

/** predicate "text" */
void turtle_text(Turtle *turtle, const char *predicate, const char *text);

void turtle_integer(Turtle *turtle, const char *predicate, long value);
void turtle_decimal(Turtle *turtle, const char *predicate, double value);

/** predicate [ ... up to turtle_end(): what follows describes a blank node. */
void turtle_begin(Turtle *turtle, const char *predicate);
void turtle_end(Turtle *turtle);

#endif
