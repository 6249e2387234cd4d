import { BlockList, isIP } from 'node:net';
import type { Step } from '../exchange';

/**
 * Finds the client's address. `X-Forwarded-For` counts only as far as it was written by a named proxy:
 * read from the right, the first address that is no trusted proxy is the client.
 * @param trusted addresses or CIDR blocks
 */
export function clientAddress(trusted: readonly string[]): Step {
  const proxies = blockListOf(trusted);
  const isProxy = (address: string) => proxies.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return async (ctx, next) => {
    let address = plain(ctx.req.socket.remoteAddress ?? '');
    const hops = ctx
      .get('x-forwarded-for')
      .split(',')
      .map((hop) => plain(hop.trim()));
    while (isIP(address) !== 0 && isProxy(address)) {
      const hop = hops.pop();
      if (hop === undefined || isIP(hop) === 0) break;
      address = hop;
    }
    ctx.state.ip = address;
    await next();
  };
}

/** Throws RangeError on an entry that is no address and no CIDR block. */
export function blockListOf(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address);
    if (family === 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits)))
      throw new RangeError(`not an address or CIDR block: ${entry}`);
    const type = family === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, type);
    else list.addSubnet(address, Number(bits), type);
  }
  return list;
}

const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '');
