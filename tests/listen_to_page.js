/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Listens to the page of genre-eq report, for check_report.sh. It goes into the head of a copy of
 * the page. It gives the player a context that renders into memory, presses the player's keys at
 * known times, and compares what sounds with the excerpts, decoded by itself. What it finds goes
 * into a <pre>, a line each.
 */
'use strict';
const RATE = 48000;
const QUANTUM = 128;    /* frames that a context renders at once */
const STEP = 300 * QUANTUM; /* frames between two keys: 0.8 s */
const START = 960;      /* frames before the player starts: 20 ms */
const MOST_CHOICES = 4;
const LOUD_FROM_LUFS = -70;

const context = new OfflineAudioContext(2, STEP * (MOST_CHOICES + 2), RATE);
const goOn = context.resume.bind(context);
context.resume = async () => {};
window.AudioContext = function () { return context; };

const said = [];
const say = (...words) => said.push(words.join(' '));
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const press = (key, repeat = false, code = '') =>
  document.body.dispatchEvent(new KeyboardEvent('keydown', {key, repeat, code, bubbles: true}));

const decode = (audio) => {
  const text = atob(audio.src.split(',')[1]);
  const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
  return new OfflineAudioContext(2, 1, RATE).decodeAudioData(bytes.buffer);
};

const channelOf = (buffer, channel) =>
  buffer.getChannelData(Math.min(channel, buffer.numberOfChannels - 1));

/* What a choice should sound like: a channel each. */
const mixOf = (buffers, mix) => [0, 1].map((channel) => {
  const length = Math.min(...buffers.map((buffer) => buffer.length));
  const sum = new Float32Array(length);
  buffers.forEach((buffer, i) => {
    const sound = channelOf(buffer, channel);
    for (let n = 0; n < length && mix[i] !== 0; ++n) {
      sum[n] += mix[i] * sound[n];
    }
  });
  return sum;
});

/* Integrated loudness by ITU-R BS.1770-4, with its filters for 48 kHz. */
const loudnessOf = async (channels) => {
  const filter = new OfflineAudioContext(2, channels[0].length, RATE);
  const buffer = filter.createBuffer(2, channels[0].length, RATE);
  channels.forEach((sound, channel) => buffer.copyToChannel(sound, channel));
  const source = filter.createBufferSource();
  source.buffer = buffer;
  source
    .connect(filter.createIIRFilter([1.53512485958697, -2.69169618940638, 1.19839281085285],
                                    [1, -1.69065929318241, 0.73248077421585]))
    .connect(filter.createIIRFilter([1, -2, 1], [1, -1.99004745483398, 0.99007225036621]))
    .connect(filter.destination);
  source.start();
  const weighted = await filter.startRendering();
  const block = 0.4 * RATE;
  const powers = [];
  for (let from = 0; from + block <= weighted.length; from += block / 4) {
    let sum = 0;
    for (let channel = 0; channel < 2; ++channel) {
      const sound = weighted.getChannelData(channel);
      for (let n = from; n < from + block; ++n) {
        sum += sound[n] * sound[n];
      }
    }
    powers.push(sum / block);
  }
  const lufs = (power) => -0.691 + 10 * Math.log10(power);
  const mean = (list) => list.reduce((sum, power) => sum + power, 0) / list.length;
  const loud = powers.filter((power) => lufs(power) > LOUD_FROM_LUFS);
  const gate = lufs(mean(loud)) - 10;
  return lufs(mean(loud.filter((power) => lufs(power) > gate)));
};

const peakOf = (channels) =>
  channels.reduce((most, sound) => sound.reduce((m, x) => Math.max(m, Math.abs(x)), most), 0);

/* For how long, from a key on, what sounds is neither the mix before nor the one after (ms), and
   how far it is off the one after from 12 ms on, re the peak of that. */
const compareSwitch = (heard, old, now, from, end) => {
  const peak = peakOf(now);
  const near = 0.01 * peak;
  let lastBetween = from;
  let off = 0;
  for (let n = from; n < end; ++n) {
    for (let channel = 0; channel < 2; ++channel) {
      const x = heard.getChannelData(channel)[n];
      const toNow = Math.abs(x - now[channel][n - START]);
      if (toNow > near && Math.abs(x - old[channel][n - START]) > near) {
        lastBetween = n + 1;
      }
      if (n > from + 0.012 * RATE) {
        off = Math.max(off, toNow / peak);
      }
    }
  }
  return {gap: 1000 * (lastBetween - from) / RATE, off};
};

const listen = async () => {
  const sounds = [...document.querySelectorAll('#plain audio')];
  const choices = [...document.querySelectorAll('button[data-mix]')];
  const buffers = await Promise.all(sounds.map(decode));
  buffers.forEach((buffer, i) => say('DECODED', sounds[i].getAttribute('aria-label'),
    buffer.duration.toFixed(3), 's', buffer.numberOfChannels, 'channels'));
  const mixes = choices.map((choice) => mixOf(buffers, choice.dataset.mix.split(' ').map(Number)));
  for (let i = 0; i < mixes.length; ++i) {
    say('LOUD', choices[i].dataset.name, (await loudnessOf(mixes[i])).toFixed(3), 'LUFS, peak',
      peakOf(mixes[i]).toFixed(3));
  }

  /* The device comes late, as where another program holds it. */
  const silent = document.getElementById('silent');
  let come;
  context.resume = () => new Promise((done) => { come = done; });
  press(' ');
  for (let i = 0; i < 500 && silent.hidden; ++i) {
    await wait(20);
  }
  const told = !silent.hidden;
  come();
  for (let i = 0; i < 500 && document.getElementById('play').textContent !== 'Pause'; ++i) {
    await wait(20);
  }
  say('DEVICE', told && silent.hidden ? 'is waited for' : 'is missed');
  const keys = [...choices.keys()].slice(1).concat(0);
  keys.forEach((choice, i) => context.suspend((i + 1) * STEP / RATE).then(() => {
    if (i === 0) {
      press('\u00e9', false, 'Digit' + (choice + 1)); /* on a French keyboard */
    } else {
      press(String(choice + 1));
    }
    goOn();
  }));
  const heard = await context.startRendering();
  const first = compareSwitch(heard, mixes[0], mixes[0], START, STEP);
  say('PLAYS', choices[0].dataset.name, 'off by', first.off.toExponential(1));
  let old = 0;
  keys.forEach((choice, i) => {
    /* A key takes effect within a quantum. */
    const from = (i + 1) * STEP;
    const {gap, off} = compareSwitch(heard, mixes[old], mixes[choice], from, from + STEP - QUANTUM);
    say('SWITCH', choices[old].dataset.name, choices[choice].dataset.name, gap.toFixed(2),
      'ms, then off by', off.toExponential(1));
    old = choice;
  });
  say('KEYS', document.querySelector('.keys').hidden ? 'are hidden' : 'are told');
  press(' ', true); /* a key that is held repeats */
  say('HELD', document.getElementById('play').textContent);
  /* After a click on a choice the space bar stops, too. */
  choices[0].focus();
  choices[0].dispatchEvent(new MouseEvent('click', {detail: 1, bubbles: true}));
  document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: ' ', bubbles: true}));
  say('STOPS', document.getElementById('play').textContent);
  say('ASKED FOR', performance.getEntriesByType('resource')
    .filter((entry) => !entry.name.startsWith('data:')).length);
};

document.addEventListener('DOMContentLoaded', async () => {
  /* The page counts as loading, and the browser waits, while this document is open. */
  const hold = document.body.appendChild(document.createElement('iframe'));
  hold.contentDocument.open();
  hold.contentDocument.write(' ');
  try {
    await listen();
  } catch (error) {
    say('FAULT', error);
  }
  document.body.appendChild(document.createElement('pre')).textContent = said.join('\n') + '\nEND\n';
  hold.contentDocument.close();
});
