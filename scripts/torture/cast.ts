import { certificateCheckDigit } from '@gongji/shared/domain/certificate';
import type { Kinship } from '@gongji/shared/domain/kinship';
import { packOfFamily } from '@gongji/shared/policy/index';
import type { PolicyPack } from '@gongji/shared/policy/pack';
import { type Call, createCall } from '../../bff/src/test-client';
import type { World } from './world';

/** One citizen with a door of their own. */
export interface Citizen {
  name: string;
  certificateNumber: string;
  psnNo: string;
  openid: string;
  /** Signed in again whenever the token has run out; tokens are short-lived and the clock is moved. */
  token: string;
  personId: string;
}

export interface Relative extends Citizen {
  kinship: Kinship;
  /** Has a door and answers invitations; a small child has none. */
  hasDoor: boolean;
  isMinor: boolean;
}

/** People of one province who bind each other: several owners for the same relatives, so that limits are hit. */
export interface Village {
  pack: PolicyPack;
  region: string;
  city: string;
  hospitalCode: string;
  owners: Citizen[];
  relatives: Relative[];
}

/** Families whose packs let an owner bind with what the API offers, and where bills are paid. */
const PLACES: Readonly<Record<string, { city: string; hospitalCode: string }>> = {
  hebei: { city: '130100', hospitalCode: 'H13010000001' },
  gansu: { city: '620100', hospitalCode: 'H62010000001' },
  guizhou: { city: '520100', hospitalCode: 'H52010000001' },
  jiangsu: { city: '320100', hospitalCode: 'H32010000001' },
};

const OWNERS = 3;
const RICH_FEN = 900_000_000;

/** Makes everybody at the simulated cores and brings them through their doors. Nothing fails on purpose while this runs. */
export async function gatherCast(world: World): Promise<{ call: Call; villages: Village[] }> {
  let turn = 0;
  const call = createCall(() => {
    const urls = world.urls();
    turn += 1;
    const url = urls[turn % urls.length];
    if (url === undefined) throw new Error('no BFF process is running');
    return url;
  });
  const villages: Village[] = [];
  for (const [family, place] of Object.entries(PLACES)) {
    const pack = packOfFamily(family);
    if (!pack) throw new Error(`no pack ${family}`);
    const make = maker(world, call, pack.region, place.city);
    const owners = await Promise.all(Array.from({ length: OWNERS }, () => make({ age: 45, isEmployee: true })));
    const relatives = await Promise.all(
      [
        { kinship: 'child', age: 8 },
        { kinship: 'child', age: 9 },
        { kinship: 'child', age: 12 },
        { kinship: 'parent', age: 70 },
        { kinship: 'parent', age: 72 },
        { kinship: 'spouse', age: 44 },
      ].map(async ({ kinship, age }): Promise<Relative> => {
        const isMinor = age < 16;
        const citizen = await make({ age, isEmployee: false, hasDoor: !isMinor });
        return { ...citizen, kinship: kinship as Kinship, hasDoor: !isMinor, isMinor };
      }),
    );
    villages.push({ pack, region: pack.region, ...place, owners, relatives });
  }
  return { call, villages };
}

/** Signs a citizen in again through the same door: the proof stays with it. */
export async function signIn(world: World, call: Call, citizen: Citizen): Promise<void> {
  const { code } = await post<{ code: string }>(`${world.outside.wechat}/sim/codes`, { openid: citizen.openid });
  citizen.token = (await call('session.signInByWechat', { body: { code } })).ok.accessToken;
}

let made = 0;
const LETTERS = Array.from('安博晨达恩帆国航吉康乐明宁鹏勤然思泰维欣宜哲');

function maker(world: World, call: Call, region: string, city: string) {
  return async (wish: { age: number; isEmployee: boolean; hasDoor?: boolean }): Promise<Citizen> => {
    made += 1;
    const number = made;
    const letter = (index: number) => LETTERS[index % LETTERS.length] ?? '安';
    const name = `赵${letter(number)}${letter(Math.floor(number / LETTERS.length))}`;
    const born = `${new Date().getUTCFullYear() - wish.age - 1}12${String((number % 27) + 1).padStart(2, '0')}`;
    const first17 = `${city}${born}${String(100 + number).slice(-3)}`;
    const certificateNumber = first17 + certificateCheckDigit(first17);
    const { psnNo } = await post<{ psnNo: string }>(`${world.outside.core}/sim/people`, {
      region,
      name,
      certificateNumber,
      insurances: [{ insutype: wish.isEmployee ? '310' : '390', status: '1', region: city }],
      ...(wish.isEmployee ? { balanceFen: RICH_FEN } : {}),
    });
    const citizen = { name, certificateNumber, psnNo, openid: `sim-o-torture-${number}`, token: '', personId: '' };
    if (wish.hasDoor !== false) await patiently(() => enter(world, call, citizen));
    return citizen;
  };
}

/** On a busy machine even a platform that is well may answer too late: then once more. */
async function patiently(work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries >= 8) throw error;
    }
  }
}

/** Through the door and before the camera, as a person does once. */
async function enter(world: World, call: Call, citizen: Citizen): Promise<void> {
  await signIn(world, call, citizen);
  if ((await attached(call, citizen)) !== undefined) return;
  const { token, name, certificateNumber } = citizen;
  const returnUrl = `${world.urls()[0]}/pages/back`;
  const identity = { name, certificateNumber };
  const started = (
    await call('faceCheck.start', { token, body: { purpose: 'self', channel: 'h5', returnUrl, identity } })
  ).ok;
  await post(`${world.outside.alipay}/sim/faces/${started.alipay?.certifyId}`, { result: 'pass' });
  const { faceCheckId } = started;
  const finished = (await call('faceCheck.finish', { token, params: { faceCheckId } })).ok;
  if (finished.status !== 'passed') throw new Error('a face check did not pass');
  if ((await attached(call, citizen)) === undefined) throw new Error('a passed face check did not attach the door');
}

/** The person behind a citizen's door, once it is proven. */
async function attached(call: Call, citizen: Citizen): Promise<string | undefined> {
  const me = (await call('person.me', { token: citizen.token })).ok;
  citizen.personId = me.person?.personId ?? '';
  return me.person?.personId;
}

/** JSON to a simulator's own doors. Throws unless it answers 2xx. */
export async function post<T>(url: string, body: object): Promise<T> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** JSON of a simulator's door. Throws unless it answers 2xx. */
export async function get<T>(url: string): Promise<T> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}
