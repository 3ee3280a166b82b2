// colloquy/relay/redis: brings the nodes of an app together through Redis. It needs `npm install @redis/client`.
export { createRedisRelayDriver, type RedisRelayOptions } from "../lib/relay/drivers/redis.ts";
