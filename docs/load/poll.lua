-- Polls random jobs that seed.sh has stored: wrk -s poll.lua <url> -- <jobs> <mix>
-- Prints one line for polls.sh: requests, seconds, p50 and p99 in ms, unexpected answers, failed connections.

local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

local DISTINCT = 10000
local requests = {}

local choose = {
  all = function(jobs) return "load-%07d", math.random(0, jobs - 1) end,
  completed = function(jobs) return "load-%07d", math.random(0, math.floor(jobs / 20) - 1) * 20 + math.random(16, 18) end,
  missing = function(jobs) return "missing-%07d", math.random(0, jobs - 1) end,
}

-- Makes the requests in advance, so that the load generator uses less CPU time during the measurement.
function init(args)
  math.randomseed(os.time() + number)
  for i = 1, DISTINCT do
    local id = string.format(choose[args[2]](tonumber(args[1])))
    requests[i] = wrk.format("GET", "/api/content/jobs/" .. id .. "/status")
  end
end

local at = 0

function request()
  at = at % DISTINCT + 1
  return requests[at]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("polls %d %.3f %.3f %.3f %d %d\n",
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
