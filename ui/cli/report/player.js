/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The player of the report. All sounds run at the same time and in step, each through its own
 * gain. A choice is a mix of them: its data-mix has the gain of each sound. So the difference is
 * "after" minus "before". A click or a digit changes the gains and nothing else, without a gap.
 */
(() => {
  'use strict';
  const SWITCH_S = 0.0015; /* time constant: after six of them the mix is another */
  const START_S = 0.02;
  const NO_DEVICE_MS = 2000; /* Firefox waits for a sound device for ever */
  const main = document.querySelector('main');
  const player = document.getElementById('player');
  const plain = document.getElementById('plain');
  const play = document.getElementById('play');
  const place = document.getElementById('place');
  const time = document.getElementById('time');
  const fault = document.getElementById('fault');
  const silent = document.getElementById('silent');
  const sounds = [...plain.querySelectorAll('audio')];
  const choices = [...player.querySelectorAll('button[data-mix]')];
  const mixes = choices.map((choice) => choice.dataset.mix.split(' ').map(Number));
  const seconds = Number(place.max);
  let context = null;
  let buffers = null;
  let sources = []; /* that play now; empty: at rest */
  let gains = [];
  let startedAt = 0; /* by the context's clock */
  let from = 0;      /* position at that time */
  let chosen = 0;
  let busy = false;

  const decode = (sound) => {
    const text = atob(sound.src.slice(sound.src.indexOf(',') + 1));
    return context.decodeAudioData(Uint8Array.from(text, (c) => c.charCodeAt(0)).buffer);
  };

  const position = () => sources.length === 0
    ? from : (from + Math.max(0, context.currentTime - startedAt)) % seconds;

  /* Only what is new is written, because a screen reader reads again what is written again. */
  const write = (element, name, value) => {
    if (element.getAttribute(name) !== value) {
      element.setAttribute(name, value);
    }
  };
  const say = (element, text) => {
    if (element.textContent !== text) {
      element.textContent = text;
    }
  };

  const clock = (s) => Math.floor(s / 60) + ':' + String(Math.floor(s % 60)).padStart(2, '0');

  const show = () => {
    const now = position();
    const is_playing = sources.length > 0;
    place.value = now;
    say(time, clock(now) + ' / ' + clock(Math.round(seconds)));
    write(place, 'aria-valuetext', clock(now));
    say(play, is_playing ? 'Pause' : 'Play');
    choices.forEach((choice, i) => write(choice, 'aria-pressed', String(i === chosen)));
    write(main, 'data-hear', is_playing ? choices[chosen].dataset.name : '');
    if (is_playing) {
      requestAnimationFrame(show);
    }
  };

  const run = (buffer, i) => {
    const source = context.createBufferSource();
    const gain = context.createGain();
    source.buffer = buffer;
    source.loop = true;
    source.loopEnd = Math.min(seconds, buffer.duration);
    gain.gain.value = mixes[chosen][i];
    source.connect(gain).connect(context.destination);
    source.start(startedAt, from % source.loopEnd);
    gains[i] = gain.gain;
    return source;
  };

  const start = async () => {
    busy = true;
    try {
      context = context || new AudioContext();
      buffers = buffers || await Promise.all(sounds.map(decode));
      const waiting = setTimeout(() => { silent.hidden = false; }, NO_DEVICE_MS);
      await context.resume();
      clearTimeout(waiting);
      silent.hidden = true;
      startedAt = context.currentTime + START_S;
      sources = buffers.map(run);
    } catch (error) {
      fault.hidden = plain.hidden = false;
    }
    busy = false;
    show();
  };

  const stop = () => {
    from = position();
    gains.forEach((gain) => gain.setTargetAtTime(0, context.currentTime, SWITCH_S));
    sources.forEach((source) => source.stop(context.currentTime + 10 * SWITCH_S));
    sources = [];
    show();
  };

  const toggle = () => {
    if (sources.length > 0) {
      stop();
    } else if (!busy) {
      start();
    }
  };

  const choose = (i) => {
    chosen = i;
    if (sources.length > 0) {
      gains.forEach((gain, sound) =>
        gain.setTargetAtTime(mixes[i][sound], context.currentTime, SWITCH_S));
    } else {
      show();
    }
  };

  play.addEventListener('click', toggle);
  choices.forEach((choice, i) => choice.addEventListener('click', (event) => {
    choose(i);
    if (event.detail > 0) { /* by the pointer: the space bar stays that of the player */
      choice.blur();
    }
  }));
  place.addEventListener('input', () => {
    const was_playing = sources.length > 0;
    const to = Number(place.value) % seconds;
    if (was_playing) {
      stop();
    }
    from = to;
    if (was_playing) {
      start();
    }
  });
  document.addEventListener('keydown', (event) => {
    /* On a French keyboard the key 1 writes &. */
    const choice = (Number(event.key) || Number(event.code.replace('Digit', ''))) - 1;
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) {
      return;
    }
    if (event.key !== ' ' && choice in choices) {
      choose(choice);
    } else if (event.key === ' ' && !event.target.closest('button, audio')) {
      event.preventDefault();
      toggle();
    }
  });

  document.querySelector('.keys').hidden = false;
  player.hidden = false;
  plain.hidden = true;
  show();
})();
