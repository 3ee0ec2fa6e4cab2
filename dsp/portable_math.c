/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Range reduction in two parts (Cody & Waite, "Software Manual for the Elementary Functions",
 * 1980), and then a Taylor series on the rest. Each series has as many terms as a double needs.
 */
#include "dsp/portable_math.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* High parts have 40 bits, so that their product with a small integer is exact. */
static const double ln2_high = 0x1.62e42fefa2000p-1;
static const double ln2_low = 0x1.9ef35793c7673p-41;
static const uint64_t sqrt_2_fraction = 0x6a09e667f3bcd; /* its bits below the point */
static const double half_pi_high = 0x1.921fb54442000p+0;
static const double half_pi_low = 0x1.a308d313198a3p-41;

/** 2^exponent for −1022 ≤ exponent ≤ 1023. */
static double power_of_two(int exponent)
{
  const uint64_t bits = (uint64_t)(exponent + 1023) << 52;
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

/** c[0] + c[1] x + … + c[n − 1] x^(n − 1), by Horner's scheme. Unrolled, so that a processor can
    compute several at a time. */
static inline double polynomial(const double *c, int n, double x)
{
  double sum = c[n - 1];
#pragma GCC unroll 16
  for (int i = n - 2; i >= 0; --i) {
    sum = sum * x + c[i];
  }
  return sum;
}

/** Two values. */
typedef double Two __attribute__((vector_size(16)));
typedef int64_t TwoMask __attribute__((vector_size(16)));
typedef uint64_t TwoBits __attribute__((vector_size(16)));

/** floor() of two values with |t| < 2^51. Adding 1.5 · 2^52 leaves no bits for the fraction, and
    so rounds it. */
static inline Two floor_of_two(Two t)
{
  const double no_fraction = 0x1.8p52;
  const Two near = (t + no_fraction) - no_fraction;
  const TwoMask above = near > t; /* −1 or 0 */
  return near - (Two)((TwoMask)(Two){1.0, 1.0} & above);
}

/** floor() without a call and without a branch, which a processor could not predict. */
static inline double floor_of(double t)
{
  return floor_of_two((Two){t, t})[0];
}

/* 1/2!, 1/3! … 1/14! */
enum { EXP_TERMS = 13 };
static const double exp_terms[EXP_TERMS] = {
    1.0 / 2.0,        1.0 / 6.0,          1.0 / 24.0,          1.0 / 120.0,     1.0 / 720.0,
    1.0 / 5040.0,     1.0 / 40320.0,      1.0 / 362880.0,      1.0 / 3628800.0, 1.0 / 39916800.0,
    1.0 / 479001600., 1.0 / 6227020800.0, 1.0 / 87178291200.0,
};

double portable_exp(double x)
{
  if (!(x <= 709.782712893384)) {
    return x + (double)INFINITY; /* NaN stays NaN */
  }
  if (x < -745.133219101941) {
    return 0.0;
  }
  /* x = k ln 2 + r, |r| ≤ ln 2 / 2 */
  const double k = floor_of(x * 1.44269504088896340736 + 0.5);
  const double r = (x - k * ln2_high) - k * ln2_low;
  const double power = 1.0 + (r + r * r * polynomial(exp_terms, EXP_TERMS, r));
  /* In two halves: 2^k alone may lie outside the range of a double. */
  const int half = (int)k / 2;
  return power * power_of_two(half) * power_of_two((int)k - half);
}

/** portable_exp() of two values that neither overflow nor underflow, with the same operations. */
static inline void exp_of_two(double x[2])
{
  Two value;
  memcpy(&value, x, sizeof value);
  const Two k = floor_of_two(value * 1.44269504088896340736 + 0.5);
  const Two r = (value - k * ln2_high) - k * ln2_low;
  Two sum = {0.0, 0.0};
  sum += exp_terms[EXP_TERMS - 1];
  for (int i = EXP_TERMS - 2; i >= 0; --i) {
    sum = sum * r + exp_terms[i];
  }
  const Two power = 1.0 + (r + r * r * sum);
  for (int i = 0; i < 2; ++i) {
    const int half = (int)k[i] / 2;
    x[i] = power[i] * power_of_two(half) * power_of_two((int)k[i] - half);
  }
}

void portable_exp_all(double *x, int n)
{
  int i = 0;
  for (; i + 2 <= n; i += 2) {
    if (fabs(x[i]) < 700.0 && fabs(x[i + 1]) < 700.0) {
      exp_of_two(x + i);
    } else {
      x[i] = portable_exp(x[i]);
      x[i + 1] = portable_exp(x[i + 1]);
    }
  }
  if (i < n) {
    x[i] = portable_exp(x[i]);
  }
}

/* 2 atanh(s) = s (2 + s^2 (2/3 + 2/5 s^2 + …)) */
enum { LOG_TERMS = 11 };
static const double log_terms[LOG_TERMS] = {
    2.0 / 3.0,  2.0 / 5.0,  2.0 / 7.0,  2.0 / 9.0,  2.0 / 11.0, 2.0 / 13.0,
    2.0 / 15.0, 2.0 / 17.0, 2.0 / 19.0, 2.0 / 21.0, 2.0 / 23.0,
};

double portable_log(double x)
{
  if (!(x > 0.0)) {
    return x == 0.0 ? -(double)INFINITY : (double)NAN;
  }
  if (x > 1.7976931348623157e308) {
    return x;
  }
  int exponent = 0;
  if (x < 2.2250738585072014e-308) { /* subnormal */
    x *= 0x1p54;
    exponent = -54;
  }
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  /* Between √2 / 2 and √2. Without a branch, which a processor could not predict. */
  const uint64_t fraction = bits & 0x000fffffffffffffu;
  const uint64_t halved = fraction > sqrt_2_fraction;
  exponent += (int)(bits >> 52) - 1023 + (int)halved;
  bits = fraction | (0x3ffu - halved) << 52;
  double mantissa;
  memcpy(&mantissa, &bits, sizeof mantissa);
  /* With s = f / (2 + f), log(1 + f) is s (2 + R) = f − s (f − R). In this form only a small
     correction is rounded, and not f itself. */
  const double f = mantissa - 1.0;
  const double s = f / (2.0 + f);
  const double s2 = s * s;
  const double rest = s2 * polynomial(log_terms, LOG_TERMS, s2);
  const double e = (double)exponent;
  return e * ln2_high + (f - (s * (f - rest) - e * ln2_low));
}

/** portable_log() of two normal numbers above 0, with the same operations. */
static inline Two log_of_two(Two x)
{
  const TwoBits bits = (TwoBits)x;
  const TwoBits fraction = bits & 0x000fffffffffffff;
  const TwoBits halved = (sqrt_2_fraction - fraction) >> 63; /* 1 if the difference is negative */
  const TwoBits exponent = (bits >> 52) - 1023 + halved;
  const Two mantissa = (Two)(fraction | (0x3ff - halved) << 52);
  const Two f = mantissa - 1.0;
  const Two s = f / (2.0 + f);
  const Two s2 = s * s;
  Two sum = {0.0, 0.0};
  sum += log_terms[LOG_TERMS - 1];
  for (int i = LOG_TERMS - 2; i >= 0; --i) {
    sum = sum * s2 + log_terms[i];
  }
  const Two rest = s2 * sum;
  /* If the last bits of 1.5 · 2^52 hold an integer below 2^51, the double is larger by that
     integer. */
  const double no_fraction = 0x1.8p52;
  uint64_t place;
  memcpy(&place, &no_fraction, sizeof place);
  const Two e = (Two)(exponent + place) - no_fraction;
  return e * ln2_high + (f - (s * (f - rest) - e * ln2_low));
}

void portable_log_floats(float *x, int n)
{
  for (int i = 0; i < n; ++i) {
    int32_t bits;
    memcpy(&bits, &x[i], sizeof bits);
    const int32_t exponent = (bits - 0x3f3504f3) >> 23; /* of x over sqrt 1/2 */
    bits -= exponent * 0x800000;
    float mantissa;
    memcpy(&mantissa, &bits, sizeof mantissa);
    /* log m = 2 artanh s = 2 (s + s^3 / 3 + s^5 / 5 ...), |s| < 0.172 */
    const float s = (mantissa - 1.0f) / (mantissa + 1.0f);
    const float s2 = s * s;
    const float sum = 1.0f + s2 * (1.0f / 3.0f + s2 * (0.2f + s2 * (1.0f / 7.0f + s2 / 9.0f)));
    x[i] = (float)exponent * 0.693147181f + 2.0f * s * sum;
  }
}

double portable_tanh(double x)
{
  const double magnitude = fabs(x);
  if (magnitude > 20.0) { /* 1 − tanh 20 is 8e-18 */
    return x > 0.0 ? 1.0 : -1.0;
  }
  const double tanh_magnitude = 1.0 - 2.0 / (portable_exp(2.0 * magnitude) + 1.0);
  return x < 0.0 ? -tanh_magnitude : tanh_magnitude;
}

/** Cosine of `quarters` quarter turns plus r, |r| ≤ π/4. */
static double cos_turned(int quarters, double r)
{
  static const double cos_c[] = {
      1.0,
      -1.0 / 2.0,
      1.0 / 24.0,
      -1.0 / 720.0,
      1.0 / 40320.0,
      -1.0 / 3628800.0,
      1.0 / 479001600.0,
      -1.0 / 87178291200.0,
      1.0 / 20922789888000.0,
  };
  static const double sin_c[] = {
      -1.0 / 6.0,        1.0 / 120.0,        -1.0 / 5040.0,          1.0 / 362880.0,
      -1.0 / 39916800.0, 1.0 / 6227020800.0, -1.0 / 1307674368000.0,
  };
  const double r2 = r * r;
  double value;
  if (quarters % 2 == 0) {
    value = polynomial(cos_c, (int)(sizeof cos_c / sizeof *cos_c), r2);
  } else {
    value = -(r + r * r2 * polynomial(sin_c, (int)(sizeof sin_c / sizeof *sin_c), r2));
  }
  /* cos, −sin, −cos, sin for 0, 1, 2, 3 quarters */
  return ((unsigned)quarters & 3u) < 2u ? value : -value;
}

/** Cosine of x − `quarters` quarter turns. */
static double cos_from(double x, int quarters)
{
  const double k = floor(x * 0.63661977236758134308 + 0.5);
  const double r = (x - k * half_pi_high) - k * half_pi_low;
  return cos_turned((int)k - quarters, r);
}

double portable_cos(double x)
{
  return cos_from(x, 0);
}

double portable_sin(double x)
{
  return cos_from(x, 1);
}

double portable_tan(double x)
{
  return portable_sin(x) / portable_cos(x);
}

double db_to_gain(double db)
{
  return portable_exp(db * 0.11512925464970228420);
}

/** ln(10) / 10: the natural logarithm of the power ratio of 1 dB. */
#define LN_PER_DB 0.23025850929940456840

double db_to_power(double db)
{
  return portable_exp(db * LN_PER_DB);
}

void db_to_power_all(double *db, int n)
{
  for (int i = 0; i < n; ++i) {
    db[i] *= LN_PER_DB;
  }
  portable_exp_all(db, n);
}

double power_to_db(double power)
{
  if (!(power > 1e-20)) { /* POWER_FLOOR_DB; NaN ends here too */
    return POWER_FLOOR_DB;
  }
  return 4.34294481903251827651 * portable_log(power);
}

void power_to_db_all(double *power, int n)
{
  int i = 0;
  for (; i + 2 <= n; i += 2) {
    double *two = power + i;
    if (two[0] > 1e-20 && two[1] > 1e-20 && two[0] < 1e300 && two[1] < 1e300) {
      Two value;
      memcpy(&value, two, sizeof value);
      value = 4.34294481903251827651 * log_of_two(value);
      memcpy(two, &value, sizeof value);
    } else {
      two[0] = power_to_db(two[0]);
      two[1] = power_to_db(two[1]);
    }
  }
  if (i < n) {
    power[i] = power_to_db(power[i]);
  }
}
