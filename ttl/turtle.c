/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ttl/turtle.h"

#include <errno.h>
#include <serd/serd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define XSD "http://www.w3.org/2001/XMLSchema#"
#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define LV2 "http://lv2plug.in/ns/"

enum { MAX_DEPTH = 3, MAX_NAME = 128 };

static const char *const prefix_uri[][2] = {
    {"atom", LV2 "ext/atom#"},
    {"doap", "http://usefulinc.com/ns/doap#"},
    {"foaf", "http://xmlns.com/foaf/0.1/"},
    {"log", LV2 "ext/log#"},
    {"lv2", LV2 "lv2core#"},
    {"opts", LV2 "ext/options#"},
    {"patch", LV2 "ext/patch#"},
    {"pg", LV2 "ext/port-groups#"},
    {"pprops", LV2 "ext/port-props#"},
    {"pset", LV2 "ext/presets#"},
    {"rdf", RDF},
    {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
    {"rsz", LV2 "ext/resize-port#"},
    {"state", LV2 "ext/state#"},
    {"ui", LV2 "extensions/ui#"},
    {"units", LV2 "extensions/units#"},
    {"urid", LV2 "ext/urid#"},
    {"work", LV2 "ext/worker#"},
};

struct Turtle {
  FILE *file;
  char path[4096];
  SerdEnv *env;
  SerdWriter *writer;
  char subject[MAX_DEPTH][MAX_NAME]; /* outermost first */
  int depth;                         /* 0: the subject has a name */
  int n_blank;
  SerdStatus status;
};

static SerdNode node(SerdType type, const char *text)
{
  return serd_node_from_string(type, (const uint8_t *)text);
}

static void keep(Turtle *turtle, SerdStatus status)
{
  if (turtle->status == SERD_SUCCESS) {
    turtle->status = status;
  }
}

/* True if `word` is one of the words of `list`. Single spaces separate the words. */
static bool among(const char *list, const char *word)
{
  const size_t length = strlen(word);
  for (const char *at = list; (at = strstr(at, word)); at += length) {
    if ((at == list || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0')) {
      return true;
    }
  }
  return false;
}

Turtle *turtle_open(const char *path, const char *prefixes)
{
  Turtle *turtle = calloc(1, sizeof *turtle);
  if (!turtle) {
    return NULL;
  }
  snprintf(turtle->path, sizeof turtle->path, "%s", path);
  turtle->file = fopen(path, "w");
  if (!turtle->file) {
    fprintf(stderr, "%s: %s\n", path, strerror(errno));
    free(turtle);
    return NULL;
  }
  turtle->env = serd_env_new(NULL);
  turtle->writer = serd_writer_new(SERD_TURTLE, SERD_STYLE_ABBREVIATED | SERD_STYLE_CURIED,
                                   turtle->env, NULL, serd_file_sink, turtle->file);
  for (size_t i = 0; i < sizeof prefix_uri / sizeof prefix_uri[0]; ++i) {
    if (among(prefixes, prefix_uri[i][0])) {
      const SerdNode name = node(SERD_LITERAL, prefix_uri[i][0]);
      const SerdNode uri = node(SERD_URI, prefix_uri[i][1]);
      keep(turtle, serd_env_set_prefix(turtle->env, &name, &uri));
      keep(turtle, serd_writer_set_prefix(turtle->writer, &name, &uri));
    }
  }
  return turtle;
}

bool turtle_close(Turtle *turtle)
{
  keep(turtle, serd_writer_finish(turtle->writer));
  const bool write_failed = ferror(turtle->file) != 0;
  const bool close_failed = fclose(turtle->file) != 0;
  const bool fine = turtle->status == SERD_SUCCESS && !write_failed && !close_failed;
  if (!fine) {
    fprintf(stderr, "%s: cannot be written (%s)\n", turtle->path,
            turtle->status ? (const char *)serd_strerror(turtle->status) : "input/output error");
  }
  serd_writer_free(turtle->writer);
  serd_env_free(turtle->env);
  free(turtle);
  return fine;
}

void turtle_subject(Turtle *turtle, const char *uri)
{
  turtle->depth = 0;
  snprintf(turtle->subject[0], MAX_NAME, "%s", uri);
}

/* One statement about the current subject. */
static void state(Turtle *turtle, SerdStatementFlags flags, const char *predicate,
                  const SerdNode *object, const char *datatype)
{
  const bool anonymous = turtle->depth > 0;
  const SerdNode subject = node(anonymous ? SERD_BLANK : SERD_URI, turtle->subject[turtle->depth]);
  const SerdNode verb =
      strcmp(predicate, "a") == 0 ? node(SERD_URI, RDF "type") : node(SERD_CURIE, predicate);
  const SerdNode type = datatype ? node(SERD_URI, datatype) : SERD_NODE_NULL;
  if (anonymous) {
    flags |= SERD_ANON_CONT;
  }
  keep(turtle, serd_writer_write_statement(turtle->writer, flags, NULL, &subject, &verb, object,
                                           datatype ? &type : NULL, NULL));
}

void turtle_name(Turtle *turtle, const char *predicate, const char *name)
{
  const SerdNode object = node(SERD_CURIE, name);
  state(turtle, 0, predicate, &object, NULL);
}

void turtle_uri(Turtle *turtle, const char *predicate, const char *uri)
{
  const SerdNode object = node(SERD_URI, uri);
  state(turtle, 0, predicate, &object, NULL);
}

void turtle_text(Turtle *turtle, const char *predicate, const char *text)
{
  const SerdNode object = node(SERD_LITERAL, text);
  state(turtle, 0, predicate, &object, NULL);
}

void turtle_integer(Turtle *turtle, const char *predicate, long value)
{
  SerdNode object = serd_node_new_integer(value);
  state(turtle, 0, predicate, &object, XSD "integer");
  serd_node_free(&object);
}

void turtle_decimal(Turtle *turtle, const char *predicate, double value)
{
  SerdNode object = serd_node_new_decimal(value, 6);
  state(turtle, 0, predicate, &object, XSD "decimal");
  serd_node_free(&object);
}

void turtle_begin(Turtle *turtle, const char *predicate)
{
  if (turtle->depth + 1 == MAX_DEPTH) {
    keep(turtle, SERD_ERR_BAD_ARG);
    return;
  }
  char *name = turtle->subject[turtle->depth + 1];
  snprintf(name, MAX_NAME, "b%d", ++turtle->n_blank);
  const SerdNode object = node(SERD_BLANK, name);
  state(turtle, SERD_ANON_O_BEGIN, predicate, &object, NULL);
  ++turtle->depth;
}

void turtle_end(Turtle *turtle)
{
  const SerdNode subject = node(SERD_BLANK, turtle->subject[turtle->depth]);
  keep(turtle, serd_writer_end_anon(turtle->writer, &subject));
  --turtle->depth;
}
