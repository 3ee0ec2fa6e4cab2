/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The mailbox between threads: the reader gets the newest letter, and never parts of two.
 */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "plugin/triple_buffer.h"

#define LETTERS 200000

static void test_the_newest_letter_once(void **state)
{
  (void)state;
  static TripleBuffer buffer;
  MemoryLetter letter = {.serial = 1};
  triple_buffer_init(&buffer);
  assert_null(triple_buffer_read(&buffer));
  triple_buffer_write(&buffer, &letter);
  letter.serial = 2;
  triple_buffer_write(&buffer, &letter);
  const MemoryLetter *read = triple_buffer_read(&buffer);
  assert_non_null(read);
  assert_int_equal(read->serial, 2);
  assert_null(triple_buffer_read(&buffer));
  letter.serial = 3;
  triple_buffer_write(&buffer, &letter);
  assert_int_equal(read->serial, 2); /* what was read stays as it was */
  assert_int_equal(triple_buffer_read(&buffer)->serial, 3);
}

static void *write_many(void *data)
{
  TripleBuffer *buffer = data;
  for (uint32_t i = 1; i <= LETTERS; ++i) {
    MemoryLetter letter = {.serial = i};
    letter.memory.listened_s[0] = i;
    letter.memory.peak_out[0] = i;
    triple_buffer_write(buffer, &letter);
  }
  return NULL;
}

static void test_letters_arrive_whole_and_in_order(void **state)
{
  (void)state;
  static TripleBuffer buffer;
  triple_buffer_init(&buffer);
  pthread_t writer;
  assert_int_equal(pthread_create(&writer, NULL, write_many, &buffer), 0);
  uint32_t last = 0;
  int n_read = 0;
  while (last < LETTERS) {
    const MemoryLetter *letter = triple_buffer_read(&buffer);
    if (letter) {
      assert_true(letter->serial > last);
      assert_true(letter->memory.listened_s[0] == letter->serial);
      assert_true(letter->memory.peak_out[0] == letter->serial);
      last = letter->serial;
      ++n_read;
    }
  }
  pthread_join(writer, NULL);
  print_message("read %d of %d letters\n", n_read, LETTERS);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_newest_letter_once),
      cmocka_unit_test(test_letters_arrive_whole_and_in_order),
  };
  return cmocka_run_group_tests_name("triple_buffer", tests, NULL, NULL);
}
