/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Elementary functions that give the same bits on every machine.
 *
 * libm's exp, log, sin … differ in the last bit between versions and between processors (glibc
 * picks an FMA variant at run time). Then an export on another machine would have other bits.
 * These functions use only + − × ÷ and √ in double, whose results IEEE 754 defines, and are
 * compiled without contraction.
 *
 * All are real-time safe and may be called from any thread.
 */
#ifndef GENRE_EQ_DSP_PORTABLE_MATH_H
#define GENRE_EQ_DSP_PORTABLE_MATH_H

/** e^x to within 2 ulp; 0 below −745, +Inf above 709.7, NaN for NaN. */
double portable_exp(double x);

/** portable_exp() of each, in-place: the same bits at half the cost. */
void portable_exp_all(double *x, int n);

/** Natural logarithm to within 2 ulp; x > 0. −Inf for 0, NaN below. */
double portable_log(double x);

/** Natural logarithm of each, in place, to within 3e-7 (absolute, or relative where that is
    more): for spectra, at a tenth of the cost. x must be normal numbers above 0. */
void portable_log_floats(float *x, int n);

/** Hyperbolic tangent, absolute error below 1e-15. */
double portable_tanh(double x);

/** Cosine and sine for |x| ≤ 2π, absolute error below 1e-15. */
double portable_cos(double x);
double portable_sin(double x);

/** Tangent for |x| < π/2. */
double portable_tan(double x);

/** 10^(db/20): amplitude. Exactly 1 for 0 dB. */
double db_to_gain(double db);

/** 10^(db/10): power. Exactly 1 for 0 dB. */
double db_to_power(double db);

/** db_to_power() of each, in-place: the same bits at half the cost. */
void db_to_power_all(double *db, int n);

/** 10·log10(power), never below POWER_FLOOR_DB. */
double power_to_db(double power);

/** power_to_db() of each, in-place: the same bits at half the cost. */
void power_to_db_all(double *power, int n);

#define POWER_FLOOR_DB (-200.0)
#define PI 3.14159265358979323846

#endif
