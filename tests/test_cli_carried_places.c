/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Chunks stand where other programs look for them. libsndfile, and so Ardour and Audacity, play
 * those behind the sound of a Wave64 as sound: we read them as what they are, and write them before
 * it. Behind the sound of a CAF they follow without a gap. Seen to fail: with Wave64's chunks shown
 * to libsndfile, written behind the sound, or known by letters alone; with libsndfile's zero left
 * behind the sound of a CAF.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support_carried.h"

enum { CHUNK_BYTES = 64, SIZE_AT = 16 };

static bool holds(const char *path, const unsigned char *chunk)
{
  const Bytes file = bytes_load(path);
  bool found = false;
  for (size_t i = 0; i + CHUNK_BYTES <= file.bytes && !found; ++i) {
    found = memcmp(file.data + i, chunk, CHUNK_BYTES) == 0;
  }
  free(file.data);
  return found;
}

/* Adds a chunk behind the sound and up to 7 bytes of padding. */
static void append(const char *path, const Bytes *plain, const unsigned char *chunk)
{
  unsigned char more[CHUNK_BYTES + 8] = {0};
  const size_t padding = (8 - plain->bytes % 8) % 8;
  memcpy(more + padding, chunk, CHUNK_BYTES);
  bytes_put_little(plain->data + SIZE_AT, (uint32_t)(plain->bytes + padding + CHUNK_BYTES));
  bytes_save(path, plain->data, plain->bytes, more, padding + CHUNK_BYTES);
}

static void a_w64_has_no_chunks_in_its_sound(void **state)
{
  (void)state;
  static const struct {
    const char *guid, *told;
  } kinds[] = {
      {"bext\xf3\xac\xd3\x11\x8c\xd1\0\xc0\x4f\x8e\xdb\x8a", "broadcast data (bext)"},
      {"\x56\x62\xf7\xab\x2d\x39\xd2\x11\x86\xc7\0\xc0\x4f\x8e\xdb\x8a", "markers"},
      {"\xbc\x94\x5f\x92\x5a\x52\xd2\x11\x86\xdc\0\xc0\x4f\x8e\xdb\x8a", "summary"},
  };
  static const int formats[] = {SF_FORMAT_W64 | SF_FORMAT_PCM_16, SF_FORMAT_W64 | SF_FORMAT_PCM_24};
  for (size_t f = 0; f < sizeof formats / sizeof formats[0]; ++f) {
    const Bytes plain = song("plain.w64", formats[f]);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; ++i) {
      unsigned char chunk[CHUNK_BYTES] = {0};
      memcpy(chunk, kinds[i].guid, 16);
      bytes_put_little(chunk + 16, CHUNK_BYTES);
      memset(chunk + 24, 'x', CHUNK_BYTES - 24);
      append("in.w64", &plain, chunk);
      assert_string_equal(render("in.w64", "out.w64"), "");
      assert_true(holds("out.w64", chunk));
      assert_true(cli_same_sound("out.w64", "plain.w64"));
      assert_string_equal(render("out.w64", "again.w64"), "");
      assert_true(cli_same_bytes("out.w64", "again.w64"));
      assert_non_null(strstr(render("in.w64", "out.wav"), kinds[i].told));
      assert_true(cli_same_sound("out.wav", "plain.w64"));
    }
    free(plain.data);
  }
}

static void a_caf_has_no_gap_before_its_chunks(void **state)
{
  (void)state;
  static const unsigned char marker[12 + 8] = "mark\0\0\0\0\0\0\0\10Marker 1";
  static const float sound[RATE_HZ / 2 + 1] = {0.5f};
  enum { ODD_FRAMES = sizeof sound / sizeof sound[0] };
  cli_write_sound("odd.caf", SF_FORMAT_CAF | SF_FORMAT_PCM_24, RATE_HZ, 1, sound, ODD_FRAMES);
  const Bytes odd = bytes_load("odd.caf");
  const size_t end = odd.bytes - 1; /* libsndfile's zero */
  bytes_save("in.caf", odd.data, end, marker, sizeof marker);
  free(odd.data);
  assert_string_equal(render("in.caf", "out.caf"), "");
  assert_string_equal(render("out.caf", "again.caf"), "");
  const Bytes out = bytes_load("out.caf");
  assert_int_equal(out.bytes, end + sizeof marker);
  assert_memory_equal(out.data + end, marker, sizeof marker);
  free(out.data);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_w64_has_no_chunks_in_its_sound),
                                     cmocka_unit_test(a_caf_has_no_gap_before_its_chunks)};
  return CLI_RUN_TESTS(&test, tests, NULL);
}
