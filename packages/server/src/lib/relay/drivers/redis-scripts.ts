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

/** owner, log; node, epoch, channel, forget, written, 1 for a repeat, milliseconds of the owner, of the log, then number and body of each entry */
export const APPEND = script(`${TOP}
local mark = 'w:' .. ARGV[2]
local owner = redis.call('HMGET', KEYS[1], 'node', 'epoch', mark)
if owner[1] ~= ARGV[1] or owner[2] ~= ARGV[2] then return {0, owner[1] or '', owner[2] or '0'} end
local have = 0
if ARGV[6] == '1' then
  local epoch, at = topOf(KEYS[2])
  if epoch == tonumber(ARGV[2]) then have = at end
end
for i = 9, #ARGV, 2 do
  if tonumber(ARGV[i]) > have then
    local id = ARGV[2] .. '-' .. ARGV[i]
    local added = redis.pcall('XADD', KEYS[2], id, 'f', ARGV[i + 1])
    if type(added) == 'table' and added.err then
      local epoch = topOf(KEYS[2])
      if epoch > tonumber(ARGV[2]) then return {0, '', tostring(epoch)} end
      return added
    end
    redis.call('PUBLISH', ARGV[3], id .. ' ' .. ARGV[i + 1])
  end
end
if ARGV[4] ~= '0' then redis.call('XTRIM', KEYS[2], 'MINID', ARGV[2] .. '-' .. (tonumber(ARGV[4]) + 1)) end
if ARGV[5] ~= '0' and owner[3] ~= ARGV[5] then redis.call('HSET', KEYS[1], mark, ARGV[5]) end
redis.call('PEXPIRE', KEYS[1], ARGV[7])
redis.call('PEXPIRE', KEYS[2], ARGV[8])
return {1}`);

/** owner, log; epoch */
export const DROP_TAIL = script(`
redis.call('XTRIM', KEYS[2], 'MINID', ARGV[1] .. '-0')
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  local epoch = string.match(field, '^w:(%d+)$')
  if epoch and tonumber(epoch) < tonumber(ARGV[1]) then redis.call('HDEL', KEYS[1], field) end
end
return 1`);
