import { allPacks } from '@gongji/shared/policy/index';
import type { PolicyPack } from '@gongji/shared/policy/pack';
import { describe, expect, it } from 'vitest';
import { packReport, packsOf } from './pack-report';

const copyOf = (family: string): PolicyPack =>
  structuredClone(allPacks.find((pack) => pack.family === family)) as PolicyPack;
const linesOf = (pack: PolicyPack) => packReport(pack, allPacks).lines.join('\n');

describe('check-pack', () => {
  it.each(allPacks.map((pack) => [pack.id, pack] as const))('finds %s sound', (_id, pack) => {
    const { isSound, lines } = packReport(pack, allPacks);
    expect(lines.filter((line) => line.includes('PROBLEM'))).toEqual([]);
    expect(isSound).toBe(true);
    expect(lines.at(-1)).toBe('  sound');
  });

  it('finds the packs of a file by what they are', async () => {
    const module = await import('@gongji/shared/policy/packs/guizhou');
    expect(packsOf({ ...module, text: 'x', nothing: null, list: [] })).toEqual([module.GUIZHOU]);
  });

  it('tells a new pack its holes, its wrong hash with the right one, and where to add it', () => {
    const pack = copyOf('jiangsu');
    const right = pack.documents.commitment?.hash;
    Object.assign(pack, { id: 'ningxia-1', family: 'ningxia', region: '640000' });
    Reflect.deleteProperty(pack.venues, 'pharmacy');
    Object.assign(pack.documents.commitment as object, { hash: '0'.repeat(64) });
    const said = linesOf(pack);
    expect(packReport(pack, allPacks).isSound).toBe(false);
    expect(said).toContain('venues.pharmacy is missing: In which pharmacies?');
    expect(said).toContain(`documents.commitment.hash is not the text's own; put ${right}`);
    expect(said).toContain('seatPrefix JS belongs to jiangsu-1 already');
    expect(said).toContain('add it to the list');
    expect(said).toContain('3 to mend');
  });

  it('survives a pack that is hardly begun', () => {
    expect(linesOf({ family: 'x', sources: {} } as unknown as PolicyPack)).toContain('a pack without an id');
  });

  it('says that a pack is not open', () => {
    expect(linesOf(copyOf('shaanxi'))).toContain('clients show it as "not yet"');
  });
});
