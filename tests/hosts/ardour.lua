-- SPDX-FileCopyrightText: 2026 The Genre EQ authors
-- SPDX-License-Identifier: ISC
--
-- What a user does in Ardour, for ardour7-lua and the like: no screen, no sound card.
--
--   ardour.lua create DIR SONG.wav ROUTE URI [STEP...]
--       A session in DIR: SONG on a track of as many channels, the plugin on ROUTE
--       ("Master", or "Bus": a bus between track and master, as wide as the track;
--       URI "none": no plugin). Saved and closed.
--   ardour.lua open DIR [STEP...]
--       The session again, and these steps, in order; saved only by `save`.
--
-- STEP:
--   symbol=value                  set a control (symbols as in tests/ports.list)
--   block=N                       the engine's block size
--   play=SECONDS                  play from the start, in real time
--   wait=SECONDS                  let it stand
--   automate=symbol:frame@value,frame@value...   discrete points, in Play
--   bypass                        Ardour's own bypass: run() is no longer called
--   activate                      and back
--   bias=1                        Ardour's constant against denormals; 0: without
--   preset=NAME                   load a preset
--   show                          print all controls now, too
--   save                          save the session
--   export=FILE.wav               master to 32-bit float, freewheeling
--
-- Prints "latency N" (frames, the route's plugin), "control SYMBOL VALUE" for each
-- control when it ends, "presets NAME, NAME...". Exit code 0 if all was done.
--
-- Ardour 7.3 has no Lua call to import sound, and no stock export preset in float:
-- both are put where Ardour would have put them.

local FLOAT_FORMAT = "20b4ab09-6452-4cb3-bd66-b921cdbd2942" -- Ardour's "BWAV 32float"
local FLOAT_PRESET = "0f0f0f0f-1111-4222-8333-444444444444"
local BUS = "Bus 1" -- Ardour numbers busses
local SUPERCLOCK_HZ = 282240000 -- the unit of region lengths in 7.x sessions

local function read_all(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("a")
  file:close()
  return text
end

local function write_all(path, text)
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
end

-- --- control ports ----------------------------------------------------------------------

-- Symbols of the variant's control ports in order, from the frozen list of ports.
local function control_symbols(n_channels)
  local symbols, variant = {}, nil
  local wanted = n_channels == 1 and "mono" or "stereo"
  for line in io.lines(assert(os.getenv("GENRE_EQ_PORTS"))) do
    local index, symbol = line:match("^(%d+) (%S+)$")
    if line == "mono" or line == "stereo" then
      variant = line
    elseif variant == wanted and index and tonumber(index) >= 2 * n_channels + 2 then
      symbols[#symbols + 1] = symbol
    end
  end
  return symbols
end

local function find_control(plugin, symbol) -- n-th control from 0, port index
  for i, name in ipairs(plugin.symbols) do
    if name == symbol then
      return i - 1, i - 1 + 2 * plugin.n_channels + 2
    end
  end
  error("no control " .. symbol)
end

local function set_control(plugin, symbol, value)
  assert(ARDOUR.LuaAPI.set_processor_param(plugin.processor, (find_control(plugin, symbol)), value),
    symbol .. " could not be set")
end

local function print_controls(plugin)
  for i, symbol in ipairs(plugin.symbols) do
    print("control", symbol, (ARDOUR.LuaAPI.get_processor_param(plugin.processor, i - 1)))
  end
end

local function plugin_on(session, n_channels)
  for _, name in ipairs({"Master", BUS}) do
    local route = session:route_by_name(name)
    if not route:isnil() and not route:nth_plugin(0):isnil() then
      return {processor = route:nth_plugin(0), n_channels = n_channels,
              symbols = control_symbols(n_channels)}
    end
  end
end

-- --- the song ---------------------------------------------------------------------------

local function wav_shape(path) -- sample rate, channels, frames
  local file = assert(io.open(path, "rb"))
  assert(file:read(12):sub(1, 4) == "RIFF", path .. ": no WAV file")
  local rate_hz, n_channels, frame_bytes
  while true do
    local id, size = string.unpack("<c4I4", file:read(8))
    if id == "data" then
      file:close()
      return rate_hz, n_channels, size // frame_bytes
    end
    local chunk = file:read(size + (size & 1))
    if id == "fmt " then
      local _
      _, n_channels, rate_hz, _, frame_bytes = string.unpack("<I2I2I4I4I2", chunk)
    end
  end
end

-- Writes the song into the saved session as its import would have.
local function import(dir, name, song)
  local rate_hz, n_channels, n_frames = wav_shape(song)
  local base = song:match("([^/]+)$")
  write_all(dir .. "/interchange/" .. name .. "/audiofiles/" .. base, read_all(song))
  local path = dir .. "/" .. name .. ".ardour"
  local xml = read_all(path)
  local function replace(pattern, by)
    local count
    xml, count = xml:gsub(pattern, function() return by end, 1)
    assert(count == 1, "no " .. pattern .. " in the session")
  end
  local next_id = tonumber(xml:match('id%-counter="(%d+)"')) + 10
  local function new_id()
    next_id = next_id + 1
    return next_id
  end
  local sources, source_ids = "", ""
  for channel = 0, n_channels - 1 do
    local id = new_id()
    sources = sources .. ('<Source name="%s" take-id="" type="audio" flags="" id="%d" channel="%d" origin="" gain="1"/>')
      :format(base, id, channel)
    source_ids = source_ids .. (' source-%d="%d" master-source-%d="%d"'):format(channel, id, channel, id)
  end
  local length = n_frames * SUPERCLOCK_HZ // rate_hz
  local function region(whole)
    return ('<Region name="song" muted="0" opaque="1" locked="0" video-locked="0" automatic="0" whole-file="%d" import="0" external="0" hidden="0" position-locked="0" valid-transients="0" start="a0" length="a%d@a0" sync-position="a0" ancestral-start="a0" ancestral-length="a0@a0" stretch="1" shift="1" layering-index="0" tags="" contents="0" region-group="0" default-fade-in="0" default-fade-out="0" fade-in-active="0" fade-out-active="0" scale-amplitude="1" id="%d" type="audio" first-edit="nothing"%s channels="%d"/>')
      :format(whole, length, new_id(), source_ids, n_channels)
  end
  replace("<Sources/>", "<Sources>" .. sources .. "</Sources>")
  replace("<Regions/>", "<Regions>" .. region(1) .. "</Regions>")
  local playlist = xml:match('<Playlist id="%d+" name="Song[^>]*/>') -- Ardour 8: Song.1
  replace('<Playlist id="%d+" name="Song[^>]*/>', playlist:gsub("/>$", ">") .. region(0) .. "</Playlist>")
  replace("<Locations/>", ('<Locations><Location id="%d" name="session" start="a0" end="a%d" flags="IsSessionRange" locked="0" timestamp="0" cue="0"/></Locations>')
    :format(new_id(), length))
  replace('id%-counter="%d+"', ('id-counter="%d"'):format(next_id + 10))
  write_all(path, xml)
end

-- --- steps ------------------------------------------------------------------------------

local function play(session, seconds)
  session:goto_start(false)
  sleep(0.5)
  session:request_roll(ARDOUR.TransportRequestSource.TRS_UI)
  sleep(seconds)
  print("played to frame", session:transport_sample())
  assert(session:transport_rolling(), "the transport does not roll")
  session:request_stop(false, false, ARDOUR.TransportRequestSource.TRS_UI)
  sleep(0.5)
end

local function automate(plugin, symbol, points)
  local _, port = find_control(plugin, symbol)
  local parameter = Evoral.Parameter(ARDOUR.AutomationType.PluginAutomation, 0, port)
  local control = plugin.processor:to_automatable():automation_control(parameter, true)
  local list = control:alist():list()
  list:set_interpolation(Evoral.InterpolationStyle.Discrete)
  for frame, value in points:gmatch("(%d+)@([-%d.]+)") do
    list:add(Temporal.timepos_t(tonumber(frame)), tonumber(value), false, true)
  end
  control:set_automation_state(ARDOUR.AutoState.Play)
end

local function load_preset(plugin, name)
  local inner = plugin.processor:to_insert():plugin(0)
  local preset = inner:preset_by_label(name)
  assert(preset and preset.valid, "no preset " .. name)
  assert(inner:load_preset(preset), name .. " could not be loaded")
  sleep(0.3)
end

local function install_float_preset()
  local dir = assert(os.getenv("XDG_CONFIG_HOME")) .. "/" .. assert(os.getenv("ARDOUR_NAME")) .. "/export"
  os.execute("mkdir -p '" .. dir .. "'")
  write_all(dir .. "/float.preset", ([[<?xml version="1.0" encoding="UTF-8"?>
<ExportPreset id="%s" name="float"><ExportFormat id="%s"/><ExportFilename><Folder relative="1" path="export"/>
<Field name="label" enabled="0"/><Field name="session" enabled="0"/><Field name="snapshot" enabled="0"/>
<Field name="timespan" enabled="1"/><Field name="revision" enabled="0"/><Field name="time" enabled="0" value="T_None"/>
<Field name="date" enabled="0" value="D_None"/></ExportFilename></ExportPreset>
]]):format(FLOAT_PRESET, FLOAT_FORMAT))
end

local function export(session, path)
  local export = session:simple_export()
  assert(export:set_preset(FLOAT_PRESET), "no float export preset")
  local folder, name = path:match("^(.*)/([^/]+)%.wav$")
  export:set_folder(folder)
  export:set_name(name)
  assert(export:check_outputs(), "the master has no outputs")
  assert(export:run_export(), "the export failed")
end

local function take(session, plugin, step)
  local key, value = step:match("^([%w_]+)=(.*)$")
  if step == "save" then
    assert(session:save_state("", false, false, false, false, false) == 0, "not saved")
  elseif step == "bypass" then
    plugin.processor:to_insert():deactivate()
  elseif step == "activate" then
    plugin.processor:to_insert():activate()
  elseif key == "bias" then
    ARDOUR.config():set_denormal_protection(value == "1")
  elseif step == "show" then
    sleep(0.5)
    print_controls(plugin)
  elseif key == "block" then
    assert(session:engine():set_buffer_size(tonumber(value)) == 0, "block size refused")
    sleep(0.5)
  elseif key == "wait" then
    sleep(tonumber(value))
  elseif key == "play" then
    play(session, tonumber(value))
  elseif key == "automate" then
    automate(plugin, value:match("^([%w_]+):(.*)$"))
  elseif key == "preset" then
    load_preset(plugin, value)
  elseif key == "export" then
    export(session, value)
  else
    assert(key, "unknown step " .. step)
    set_control(plugin, key, tonumber(value))
  end
end

local function take_all(session, n_channels, first)
  local plugin = plugin_on(session, n_channels)
  for i = first, #arg do
    take(session, plugin, arg[i])
  end
  sleep(0.3)
  if plugin then
    print("latency", plugin.processor:to_insert():signal_latency())
    print_controls(plugin)
  end
end

-- Ardour connects a new track to the master in a thread of its own, some time later.
local function await_connection(port)
  for _ = 1, 100 do
    if port:connected() then
      return
    end
    sleep(0.1)
  end
  error(port:name() .. " was not connected")
end

-- --- commands ---------------------------------------------------------------------------

local function create(dir, name, song, route_name, uri)
  local rate_hz, n_channels = wav_shape(song)
  local session = assert(create_session(dir, name, rate_hz), "the session could not be made")
  local max_order = ARDOUR.PresentationInfo.max_order
  local track = session:new_audio_track(n_channels, n_channels, nil, 1, "Song", max_order,
    ARDOUR.TrackMode.Normal, true):front()
  local route = session:master_out()
  if route_name == "Bus" then
    route = session:new_audio_route(n_channels, n_channels, nil, 1, "Bus",
      ARDOUR.PresentationInfo.Flag.AudioBus, max_order):front()
    for channel = 0, n_channels - 1 do
      await_connection(track:output():audio(channel))
      track:output():audio(channel):disconnect_all()
      track:output():audio(channel):connect(route:input():audio(channel):name())
    end
  end
  if uri ~= "none" then
    local plugin = ARDOUR.LuaAPI.new_plugin(session, uri, ARDOUR.PluginType.LV2, "")
    assert(not plugin:isnil(), "Ardour does not know " .. uri)
    assert(route:add_processor_by_index(plugin, 0, nil, true) == 0, "no place for " .. uri)
    sleep(0.3)
  end
  take_all(session, n_channels, 6)
  session:save_state("", false, false, false, false, false)
end

local function open(dir, name)
  install_float_preset()
  local session = assert(load_session(dir, name), "the session could not be loaded")
  local n_channels = 2
  if not session:route_by_name(BUS):isnil() then
    n_channels = session:route_by_name(BUS):n_inputs():n_audio()
  end
  take_all(session, n_channels, 3)
end

local command, dir = arg[1], arg[2]
local name = dir:match("([^/]+)/*$")
local fine, what
if command == "create" then
  fine, what = pcall(create, dir, name, arg[3], arg[4], arg[5])
else
  fine, what = pcall(open, dir, name)
end
if not fine then
  print("FAILED", what)
end
collectgarbage() -- what still refers to routes must go before the session does
collectgarbage()
close_session()
if fine and command == "create" then
  import(dir, name, arg[3])
end
if not fine then
  error(what)
end
if os.getenv("ARDOUR_NAME") ~= "ardour7" then
  sleep(5) -- Ardour 8 aborts when it ends while it still reads the names of MIDI devices
end
quit()
