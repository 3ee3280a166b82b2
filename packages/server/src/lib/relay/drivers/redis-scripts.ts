// What Redis does as a whole or not at all. Channels are arguments and no keys: a prefix of the client's own is put before keys only.
import { toRedisScript as script } from "../../redis/redis-script.ts";

/** The last epoch that is in the log, 0 for none. The ids of the log fence by themselves, also when the owner was forgotten. */
const TOP = `
local function topOf(log)
  local top = redis.call('XREVRANGE', log, '+', '-', 'COUNT', 1)
  if not top[1] then return 0, 0 end
  local epoch, at = string.match(top[1][1], '^(%d+)-(%d+)$')
  return tonumber(epoch), tonumber(at)
end`;

/** lease, info; node, milliseconds */
export const RENEW = script(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return 1`);

/** owner, log; seen, node, epoch, channel, milliseconds */
export const CLAIM = script(`${TOP}
local node = redis.call('HGET', KEYS[1], 'node') or ''
local known = tonumber(redis.call('HGET', KEYS[1], 'epoch') or '0')
local top = topOf(KEYS[2])
if top > known then known = top end
if node ~= ARGV[1] then return {0, node, tostring(known)} end
if known >= tonumber(ARGV[3]) then return {0, ARGV[2], tostring(known)} end
redis.call('HSET', KEYS[1], 'node', ARGV[2], 'epoch', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
redis.call('PUBLISH', ARGV[4], '!owner ' .. ARGV[2] .. ' ' .. ARGV[3])
return {1}`);

/** owner, log; old node, node, epoch, channel, milliseconds */
export const RECLAIM = script(`${TOP}
local node = redis.call('HGET', KEYS[1], 'node') or ''
local known = tonumber(redis.call('HGET', KEYS[1], 'epoch') or '0')
local epoch = tonumber(ARGV[3])
local top = topOf(KEYS[2])
if top > epoch then return {0, node, tostring(top)} end
local isOthers = node ~= '' and node ~= ARGV[1] and node ~= ARGV[2]
if known > epoch or (known == epoch and isOthers) then return {0, node, tostring(known)} end
redis.call('HSET', KEYS[1], 'node', ARGV[2], 'epoch', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
redis.call('PUBLISH', ARGV[4], '!owner ' .. ARGV[2] .. ' ' .. ARGV[3])
return {1}`);

/** owner; node, epoch, channel */
export const RELEASE = script(`
local owner = redis.call('HMGET', KEYS[1], 'node', 'epoch')
if owner[1] ~= ARGV[1] or owner[2] ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], 'node', '')
redis.call('PUBLISH', ARGV[3], '!owner - ' .. ARGV[2])
return 1`);

/** owner, log; node, epoch, channel, reason */
export const END = script(`
local owner = redis.call('HMGET', KEYS[1], 'node', 'epoch')
if owner[1] ~= ARGV[1] or owner[2] ~= ARGV[2] then return 0 end
redis.call('DEL', KEYS[1], KEYS[2])
redis.call('PUBLISH', ARGV[3], '!ended ' .. ARGV[4])
return 1`);

/**
 * Owner and log of each session; milliseconds of the owner, of the log, then for each session: node, epoch, channel, forget, written, 1 for a repeat,
 * how many entries, and number and body of each. What goes wrong with one keeps no other from being written. The answer is 1 when all were, else one for
 * each.
 */
export const APPEND = script(`${TOP}
local ownerMs, logMs = ARGV[1], ARGV[2]
local function append(owner, log, first, last)
  local node, epoch, channel, forget, written = ARGV[first], ARGV[first + 1], ARGV[first + 2], ARGV[first + 3], ARGV[first + 4]
  local mark = 'w:' .. epoch
  local known = redis.call('HMGET', owner, 'node', 'epoch', mark)
  if known[1] ~= node or known[2] ~= epoch then return {0, known[1] or '', known[2] or '0'} end
  local have = 0
  if ARGV[first + 5] == '1' then
    local top, at = topOf(log)
    if top == tonumber(epoch) then have = at end
  end
  for i = first + 7, last, 2 do
    if tonumber(ARGV[i]) > have then
      local id = epoch .. '-' .. ARGV[i]
      local added = redis.pcall('XADD', log, id, 'f', ARGV[i + 1])
      if type(added) == 'table' and added.err then
        local top = topOf(log)
        if top > tonumber(epoch) then return {0, '', tostring(top)} end
        return {2, added.err}
      end
      redis.call('PUBLISH', channel, id .. ' ' .. ARGV[i + 1])
    end
  end
  if forget ~= '0' then redis.call('XTRIM', log, 'MINID', epoch .. '-' .. (tonumber(forget) + 1)) end
  if written ~= '0' and known[3] ~= written then redis.call('HSET', owner, mark, written) end
  redis.call('PEXPIRE', owner, ownerMs)
  redis.call('PEXPIRE', log, logMs)
end
local replies, isWhole, first = {}, true, 3
for session = 1, #KEYS / 2 do
  local last = first + 6 + 2 * tonumber(ARGV[first + 6])
  local ok, refusal = pcall(append, KEYS[2 * session - 1], KEYS[2 * session], first, last)
  if not ok then refusal = {2, type(refusal) == 'table' and refusal.err or tostring(refusal)} end
  if refusal then isWhole = false end
  replies[session] = refusal or {1}
  first = last + 1
end
return isWhole and 1 or replies`);

/** owner, log; epoch */
export const DROP_TAIL = script(`
redis.call('XTRIM', KEYS[2], 'MINID', ARGV[1] .. '-0')
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  local epoch = string.match(field, '^w:(%d+)$')
  if epoch and tonumber(epoch) < tonumber(ARGV[1]) then redis.call('HDEL', KEYS[1], field) end
end
return 1`);
