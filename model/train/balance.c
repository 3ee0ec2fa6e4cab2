/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/balance.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dsp/gate.h"
#include "dsp/portable_math.h"

void measure_levels(const Hops *hops, double level_db[BAND_COUNT])
{
  float part_mean[PART_COUNT] = {0.0F};
  float mean[SUBBAND_COUNT];
  double band[BAND_COUNT];
  double sum = 0.0;
  Gate gate;
  gate_reset(&gate);
  for (int h = 0; h < hops->n_hops; ++h) {
    float energy[SUBBAND_COUNT];
    subband_energies(hops->energy[h], energy);
    bool is_heard = gate_pass(&gate, energy);
    for (int i = 0; is_heard && i < PART_COUNT; ++i) {
      part_mean[i] += hops->energy[h][i];
    }
  }
  subband_energies(part_mean, mean);
  band_energies(mean, band);
  for (int b = 0; b < BAND_COUNT; ++b) {
    sum += band[b];
  }
  for (int b = 0; b < BAND_COUNT; ++b) {
    level_db[b] = power_to_db(sum > 0.0 ? band[b] / sum : 0.0);
  }
}

static void centered_levels(const Hops *hops, double level_db[BAND_COUNT])
{
  double mean = 0.0;
  measure_levels(hops, level_db);
  for (int b = 0; b < BAND_COUNT; ++b) {
    mean += level_db[b] / BAND_COUNT;
  }
  for (int b = 0; b < BAND_COUNT; ++b) {
    level_db[b] -= mean;
  }
}

/* Mean of a clip's standardised inputs, with a 1 at the end: n_clips rows of
   n_inputs + 1. A clip without windows has 0 at the end. */
static double *mean_inputs(const Library *library, const Samples *heard, const Model *model)
{
  size_t width = (size_t)heard->n_inputs + 1;
  double *row = calloc((size_t)library->n_clips * width, sizeof *row);
  int *n = calloc((size_t)library->n_clips, sizeof *n);
  for (int i = 0; row && n && i < heard->n; ++i) {
    int clip = heard->clip[i];
    if (clip >= 0) {
      double *mean = &row[(size_t)clip * width];
      ++n[clip];
      mean[width - 1] = 1.0;
      for (int k = 0; k < heard->n_inputs; ++k) {
        float x = heard->input[(size_t)i * (size_t)heard->n_inputs + (size_t)k];
        x = (x - model->mean[k]) * model->scale[k];
        x = fminf(fmaxf(x, -INPUT_LIMIT), INPUT_LIMIT);
        mean[k] += ((double)x - mean[k]) / n[clip];
      }
    }
  }
  if (!n) {
    free(row);
    row = NULL;
  }
  free(n);
  return row;
}

static bool is_in(const Library *library, const bool *is_used, const double *row, int width,
                  int clip)
{
  return is_used[clip] && library->clip[clip].class_index != CLASS_NONE &&
         row[(size_t)clip * (size_t)width + (size_t)width - 1] > 0.0;
}

/* Solves A X = Y in place for symmetric positive definite A (Cholesky): n rows of
   n, and n rows of BAND_COUNT. */
static void solve(double *a, double (*y)[BAND_COUNT], int n)
{
  for (int j = 0; j < n; ++j) {
    for (int i = j; i < n; ++i) {
      double sum = a[i * n + j];
      for (int k = 0; k < j; ++k) {
        sum -= a[i * n + k] * a[j * n + k];
      }
      a[i * n + j] = i == j ? sqrt(sum) : sum / a[j * n + j];
    }
  }
  for (int b = 0; b < BAND_COUNT; ++b) {
    for (int i = 0; i < n; ++i) {
      for (int k = 0; k < i; ++k) {
        y[i][b] -= a[i * n + k] * y[k][b];
      }
      y[i][b] /= a[i * n + i];
    }
    for (int i = n - 1; i >= 0; --i) {
      for (int k = i + 1; k < n; ++k) {
        y[i][b] -= a[k * n + i] * y[k][b];
      }
      y[i][b] /= a[i * n + i];
    }
  }
}

bool balance_fit(const Library *library, const Samples *heard, const bool *is_used,
                 const Model *model, double ridge, Balance *balance)
{
  int width = heard->n_inputs + 1;
  double *row = mean_inputs(library, heard, model);
  double *a = calloc((size_t)width * (size_t)width, sizeof *a);
  double(*y)[BAND_COUNT] = calloc((size_t)width, sizeof *y);
  bool is_fine = row && a && y;
  for (int c = 0; is_fine && c < library->n_clips; ++c) {
    if (is_in(library, is_used, row, width, c)) {
      const double *x = &row[(size_t)c * (size_t)width];
      double level_db[BAND_COUNT];
      centered_levels(&library->clip[c].hops, level_db);
      for (int i = 0; i < width; ++i) {
        for (int k = 0; k <= i; ++k) {
          a[i * width + k] += x[i] * x[k];
        }
        for (int b = 0; b < BAND_COUNT; ++b) {
          y[i][b] += x[i] * level_db[b];
        }
      }
    }
  }
  memset(balance, 0, sizeof *balance);
  if (is_fine) {
    for (int i = 0; i < width; ++i) {
      a[i * width + i] += i < width - 1 ? ridge : 1e-6; /* the bias is free */
    }
    solve(a, y, width);
    for (int b = 0; b < BAND_COUNT; ++b) {
      for (int i = 0; i < width - 1; ++i) {
        balance->weight[b][i] = (float)y[i][b];
      }
      balance->bias[b] = (float)y[width - 1][b];
    }
  }
  free(row);
  free(a);
  free(y);
  return is_fine;
}

void balance_foretell(const Balance *balance, const Model *model, const float *input,
                      double balance_db[BAND_COUNT])
{
  float scaled[NETWORK_MAX_WIDTH];
  double mean = 0.0;
  model_scale(model, input, scaled);
  for (int b = 0; b < BAND_COUNT; ++b) {
    balance_db[b] = (double)balance->bias[b];
    for (int k = 0; k < model->mlp.width[0]; ++k) {
      balance_db[b] += (double)balance->weight[b][k] * (double)scaled[k];
    }
    mean += balance_db[b] / BAND_COUNT;
  }
  for (int b = 0; b < BAND_COUNT; ++b) {
    balance_db[b] -= mean;
  }
}

double balance_error(const Library *library, const Samples *heard, const bool *is_asked,
                     const Model *model, const Balance *balance)
{
  int width = heard->n_inputs + 1;
  double *row = mean_inputs(library, heard, model);
  double sum = 0.0;
  int n = 0;
  for (int c = 0; row && c < library->n_clips; ++c) {
    if (is_in(library, is_asked, row, width, c)) {
      double level_db[BAND_COUNT];
      centered_levels(&library->clip[c].hops, level_db);
      for (int b = 0; b < BAND_COUNT; ++b) {
        double foretold_db = (double)balance->bias[b];
        for (int k = 0; k < width - 1; ++k) {
          foretold_db += (double)balance->weight[b][k] * row[(size_t)c * (size_t)width + (size_t)k];
        }
        sum += fabs(foretold_db - level_db[b]);
        ++n;
      }
    }
  }
  free(row);
  return n > 0 ? sum / n : 0.0;
}
