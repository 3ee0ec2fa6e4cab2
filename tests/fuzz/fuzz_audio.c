/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Audio files of any bytes for the program's reader. A file is read to the end or refused with a
 * reason. Samples are finite, and there are never more frames than the block holds.
 */
#include <fcntl.h>
#include <math.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"
#include "ui/cli/sound/audio_input.h"
#include "ui/cli/sound/carried.h"

enum { BLOCK = 512, MOST_BLOCKS = 2000 };

/* The lowest free descriptor; an open file that was forgotten raises it. */
static int free_descriptor(void)
{
  const int descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC);
  close(descriptor);
  return descriptor;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  be_silent();
  const int descriptor = free_descriptor();
  AudioInput *input = audio_input_open(fuzz_file("sound", data, size), BLOCK);
  for (int pass = 0; input && pass < 2; ++pass) {
    uint32_t n_frames = 1;
    for (int block = 0; n_frames > 0 && block < MOST_BLOCKS; ++block) {
      if (!audio_input_read(input, &n_frames)) {
        break;
      }
      promise(n_frames <= BLOCK, "no more than asked for");
      for (uint32_t i = 0; i < n_frames; ++i) {
        promise(isfinite(input->channel[0][i]), "numbers");
      }
    }
    if (!audio_input_rewind(input)) {
      break;
    }
  }
  if (input) {
    CarriedNames names = {""};
    carried_name_chunks(input, &names);
    carried_name_comments(&input->view, &names);
    carried_name_id3(&input->view, &names);
    promise(strlen(names.text) < sizeof names.text, "names that fit");
  }
  audio_input_close(input);
  promise(free_descriptor() == descriptor, "no descriptor left open");
  return 0;
}
