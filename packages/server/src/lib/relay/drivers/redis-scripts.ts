// What Redis does as a whole or not at all. Channels are arguments and no keys: a prefix of the client's own is put before keys only.
import { toRedisScript as script } from "../../redis/redis-script.ts";
import { FARTHEST_EPOCHS, FARTHEST_SUCCESSOR } from "../limits.ts";

/** The last epoch that is in the log, 0 for none. The ids of the log fence by themselves, also when the owner was forgotten. */
const TOP = `
local function topOf(log)
  local top = redis.call('XREVRANGE', log, '+', '-', 'COUNT', 1)
  if not top[1] then return 0, 0 end
  local epoch, at = string.match(top[1][1], '^(%d+)-(%d+)$')
  return tonumber(epoch), tonumber(at)
end`;

/**
 * What nobody of ours writes goes: keys of another type, an owner without an epoch that can be, entries behind the last one that can be. Redis takes
 * nothing below the top of a stream, so a log is written anew up to there.
 */
const OURS = `
local function whole(number)
  return string.format('%.0f', number)
end
local function fit(key, kind)
  local is = redis.call('TYPE', key).ok
  if is ~= kind and is ~= 'none' then redis.call('DEL', key) end
end
local function keepUpTo(log, id)
  local kept = redis.call('XRANGE', log, '-', id)
  local left = redis.call('PTTL', log)
  redis.call('DEL', log)
  for _, entry in ipairs(kept) do redis.call('XADD', log, entry[1], unpack(entry[2])) end
  if #kept > 0 and left > 0 then redis.call('PEXPIRE', log, left) end
end
local function known(owner, log, epoch, far)
  fit(owner, 'hash')
  fit(log, 'stream')
  local node = redis.call('HGET', owner, 'node') or ''
  local said = tonumber(redis.call('HGET', owner, 'epoch') or '0')
  if not said or said ~= math.floor(said) or said < 0 or said - epoch > far then
    redis.call('DEL', owner)
    node, said = '', 0
  end
  local top = topOf(log)
  -- Only its owner writes to a log. Where nobody knows who that was, an epoch may be ahead of the data layer by what a backup lacks, and no more.
  if top > said and (said > 0 or top - epoch > far) then
    keepUpTo(log, whole(said > 0 and said or epoch) .. '-18446744073709551615')
    top = topOf(log)
  end
  return node, said, top
end`;

/** lease, info, all nodes; node, milliseconds. The answer is 2 when the node is to be told of anew. */
export const RENEW = script(`
if redis.call('TYPE', KEYS[1]).ok ~= 'string' or redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
if redis.call('TYPE', KEYS[2]).ok ~= 'string' then return 2 end
redis.call('PEXPIRE', KEYS[2], ARGV[2])
if redis.call('TYPE', KEYS[3]).ok ~= 'set' then return 2 end
return redis.call('SISMEMBER', KEYS[3], ARGV[1]) == 1 and 1 or 2`);

/** info, all nodes; node, information, milliseconds */
export const DESCRIBE = script(`
local is = redis.call('TYPE', KEYS[2]).ok
if is ~= 'set' and is ~= 'none' then redis.call('DEL', KEYS[2]) end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return redis.call('SADD', KEYS[2], ARGV[1])`);

/** owner, log; seen, node, epoch, channel, milliseconds */
export const CLAIM = script(`${TOP}${OURS}
local node, epoch, top = known(KEYS[1], KEYS[2], tonumber(ARGV[3]), ${FARTHEST_EPOCHS})
if top > epoch then epoch = top end
if node ~= ARGV[1] then return {0, node, whole(epoch)} end
if epoch >= tonumber(ARGV[3]) then return {0, ARGV[2], whole(epoch)} end
redis.call('HSET', KEYS[1], 'node', ARGV[2], 'epoch', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
redis.call('PUBLISH', ARGV[4], '!owner ' .. ARGV[2] .. ' ' .. ARGV[3])
return {1}`);

/** owner, log; old node, node, epoch, channel, milliseconds */
export const RECLAIM = script(`${TOP}${OURS}
local epoch = tonumber(ARGV[3])
local node, last, top = known(KEYS[1], KEYS[2], epoch, ${FARTHEST_SUCCESSOR})
if top > epoch then return {0, node, whole(top)} end
local isOthers = node ~= '' and node ~= ARGV[1] and node ~= ARGV[2]
if last > epoch or (last == epoch and isOthers) then return {0, node, whole(last)} end
redis.call('HSET', KEYS[1], 'node', ARGV[2], 'epoch', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
redis.call('PUBLISH', ARGV[4], '!owner ' .. ARGV[2] .. ' ' .. ARGV[3])
return {1}`);

/** owner; node, epoch, channel */
export const RELEASE = script(`${TOP}${OURS}
fit(KEYS[1], 'hash')
local owner = redis.call('HMGET', KEYS[1], 'node', 'epoch')
if owner[1] ~= ARGV[1] or owner[2] ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], 'node', '')
redis.call('PUBLISH', ARGV[3], '!owner - ' .. ARGV[2])
return 1`);

/** owner, log; node, epoch, channel, reason */
export const END = script(`${TOP}${OURS}
fit(KEYS[1], 'hash')
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
export const APPEND = script(`${TOP}${OURS}
local ownerMs, logMs = ARGV[1], ARGV[2]
local function append(owner, log, first, last)
  local node, epoch, channel, forget, written = ARGV[first], ARGV[first + 1], ARGV[first + 2], ARGV[first + 3], ARGV[first + 4]
  local mark = 'w:' .. epoch
  local known = redis.call('HMGET', owner, 'node', 'epoch', mark)
  if known[1] ~= node or known[2] ~= epoch then return {0, known[1] or '', known[2] or '0'} end
  local have = 0
  if ARGV[first + 5] == '1' and ARGV[first + 6] ~= '0' then
    local top, at = topOf(log)
    if top == tonumber(epoch) and at > tonumber(ARGV[last - 1]) then
      keepUpTo(log, epoch .. '-' .. ARGV[last - 1])
      top, at = topOf(log)
    end
    if top == tonumber(epoch) then have = at end
  end
  for i = first + 7, last, 2 do
    if tonumber(ARGV[i]) > have then
      local id = epoch .. '-' .. ARGV[i]
      local added = redis.pcall('XADD', log, id, 'f', ARGV[i + 1])
      if type(added) == 'table' and added.err and string.find(added.err, 'smaller', 1, true) then
        -- The log is ours, and this was never sent: somebody else writes to it.
        keepUpTo(log, epoch .. '-' .. whole(tonumber(ARGV[i]) - 1))
        added = redis.pcall('XADD', log, id, 'f', ARGV[i + 1])
      end
      if type(added) == 'table' and added.err then return {2, added.err} end
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
  local owner, log = KEYS[2 * session - 1], KEYS[2 * session]
  local ok, refusal = pcall(append, owner, log, first, last)
  if not ok or (refusal and refusal[1] == 2) then
    -- Seldom: a key that is of another type is not ours.
    fit(owner, 'hash')
    fit(log, 'stream')
    ok, refusal = pcall(append, owner, log, first, last)
  end
  if not ok then refusal = {2, type(refusal) == 'table' and refusal.err or tostring(refusal)} end
  if refusal then isWhole = false end
  replies[session] = refusal or {1}
  first = last + 1
end
return isWhole and 1 or replies`);

/** owner, log; epoch */
export const DROP_TAIL = script(`${TOP}${OURS}
fit(KEYS[1], 'hash')
fit(KEYS[2], 'stream')
redis.call('XTRIM', KEYS[2], 'MINID', ARGV[1] .. '-0')
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  local epoch = string.match(field, '^w:(%d+)$')
  if epoch and tonumber(epoch) < tonumber(ARGV[1]) then redis.call('HDEL', KEYS[1], field) end
end
return 1`);
