-- What wrk sends: one kind of request, chosen by the environment. Each thread has its own random numbers.
local kind = os.getenv("BENCH_KIND")
local token = os.getenv("BENCH_TOKEN")
local directory = os.getenv("BENCH_DIRECTORY")

local function lines(name)
  local all = {}
  for line in io.lines(directory .. "/" .. name) do
    all[#all + 1] = line
  end
  return all
end

local sessions = lines("sessions.txt")
local courses = lines("courses.txt")
local tags = lines("tags.txt")
local headers = { ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json" }

local threads = 0
function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init(arguments)
  math.randomseed(os.time() * 1000 + number * 7919 + math.floor(os.clock() * 1e6))
end

local function uuid()
  return string.format("%08x-%04x-4%03x-%04x-%06x%06x", math.random(0, 0x7fffffff), math.random(0, 0xffff),
    math.random(0, 0xfff), math.random(0x8000, 0xbfff), math.random(0, 0xffffff), math.random(0, 0xffffff))
end

local function reading(more)
  return string.format(
    '{%s"id": "%s", "takenAt": "%s", "systolic": %d, "diastolic": %d, "heartRate": %d, "spo2": %d}', more, uuid(),
    os.date("!%Y-%m-%dT%H:%M:%SZ"), math.random(115, 130), math.random(70, 85), math.random(60, 90), math.random(96, 99))
end

local function session()
  return sessions[math.random(#sessions)]
end

local function readings(count, of_session)
  local all = {}
  for i = 1, count do
    all[i] = reading(of_session and '"type": "VITALS", "sessionId": "' .. of_session() .. '", ' or "")
  end
  return table.concat(all, ",")
end

local function post(path, body)
  return wrk.format("POST", path, headers, body)
end

local function get(path, tag)
  headers["If-None-Match"] = tag
  return wrk.format("GET", path, headers)
end

local kinds = {
  vitals = function() return post("/v1/sessions/" .. session() .. "/vitals", reading("")) end,
  ["vitals-one-session"] = function() return post("/v1/sessions/" .. sessions[1] .. "/vitals", reading("")) end,
  batch = function()
    return post("/v1/sessions/" .. session() .. "/vitals/batch", '{"readings": [' .. readings(20) .. "]}")
  end,
  sync = function()
    local some = { session(), session() }
    local next = 0
    return post("/v1/sync", '{"items": [' .. readings(20, function()
      next = next + 1
      return some[next % 2 + 1]
    end) .. "]}")
  end,
  list = function() return get("/v1/sessions/" .. sessions[2] .. "/vitals?limit=12") end,
  one = function() return get("/v1/sessions/" .. session()) end,
  board = function() return get("/v1/sessions?status=INFUSING&limit=20") end,
  summary = function() return get("/v1/courses/" .. courses[math.random(#courses)] .. "/summary") end,
  ["summary-304"] = function()
    local i = math.random(#courses)
    return get("/v1/courses/" .. courses[i] .. "/summary", tags[i])
  end,
  patient = function()
    return post("/v1/patients", string.format(
      '{"mrn": "%s", "name": {"family": "Example", "given": "Alex"}, "birthDate": "1984-05-17", "sex": "FEMALE"}', uuid()))
  end,
  ["no-token"] = function() return wrk.format("GET", "/v1/sessions/" .. sessions[1]) end,
  ["not-found"] = function() return get("/v1/sessions/00000000-0000-4000-8000-000000000000") end,
}

request = kinds[kind]
local expected = { vitals = 201, ["vitals-one-session"] = 201, patient = 201, batch = 207, sync = 207,
  ["summary-304"] = 304, ["no-token"] = 401, ["not-found"] = 404 }

-- Answers are looked at while the service warms up, and not while it is measured: it would cost the machine too much.
if os.getenv("BENCH_CHECK") then
  function response(status, head, body)
    if status ~= (expected[kind] or 200) then
      io.stderr:write("odd answer " .. status .. " " .. body:sub(1, 300) .. "\n")
    end
  end
end

function done(summary, latency)
  io.write(string.format("RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration,
    summary.errors.status, summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
