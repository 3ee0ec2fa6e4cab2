/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The table of bands.def: each band is the union of its sub-bands.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dsp/bands.h"

/* Seen to fail with one crossover moved in BAND and not in SUBBAND. */
static void sub_bands_fill_their_bands(void **state)
{
  (void)state;
  double low_hz = band_info[0].low_hz;
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    const SubbandInfo *info = &subband_info[i];
    const BandInfo *band = &band_info[info->band];
    print_message("%-8s %5.0f - %5.0f Hz, in %5.0f - %5.0f Hz\n", band->symbol, info->low_hz,
                  info->high_hz, band->low_hz, band->high_hz);
    assert_true(info->low_hz == low_hz);
    assert_true(info->low_hz < info->high_hz);
    assert_true(info->low_hz >= band->low_hz);
    assert_true(info->high_hz <= band->high_hz);
    low_hz = info->high_hz;
  }
  assert_true(low_hz == band_info[BAND_COUNT - 1].high_hz);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sub_bands_fill_their_bands),
  };
  return cmocka_run_group_tests_name("bands", tests, NULL, NULL);
}
