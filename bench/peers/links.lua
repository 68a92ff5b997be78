-- Requests the links of bench/NewsFunctions.Benchmarks/Load/SiteLink.cs in turn, for wrk.
local links, number

function init(args)
  links = tonumber(args[1])
  number = 0
end

function request()
  local month = math.floor(number / 1000)
  local path = string.format("/%04d/%02d/07/%07d.jpg", 1990 + math.floor(month / 12), 1 + month % 12, number)
  number = (number + 1) % links
  return wrk.format("GET", path, { ["Host"] = wrk.headers["Host"], ["Range"] = "bytes=0-65535" })
end
