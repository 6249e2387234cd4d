import { checkCertificate } from '@gongji/shared/domain/certificate';
import { civilDayOf } from '@gongji/shared/domain/civil-day';
import { maskCertificate, maskName } from '@gongji/shared/domain/masks';
import { isName, normaliseName } from '@gongji/shared/domain/names';
import type { PersonFacts, RelationFact } from '@gongji/shared/domain/sharing.types';
import { GatewayError } from '../../gateways/gateway-error';
import type { CorePerson, InsuranceCore } from '../../gateways/insurance-core/port';
import { HttpError } from '../../http/http-error';
import { newId } from '../../ids';
import { type Collection, Conflict } from '../../storage/port';
import type { PersonDocument } from './person.collection';

export interface PlainIdentity {
  name: string;
  certificateNumber: string;
}

/** Every connected insurance core. */
export interface Cores {
  coreFor(region: string): InsuranceCore | undefined;
  regions(): string[];
}

/** Which person stands behind which core's number. */
export interface CoreNumbers {
  psnNo(personId: string, region: string): Promise<string | undefined>;
  personOf(key: string): Promise<string | undefined>;
  ofPerson(personId: string): Promise<{ region: string }[]>;
}

export interface PeopleDeps {
  persons: Collection<PersonDocument>;
  cores: Cores;
  numbers: CoreNumbers;
  clock: () => Date;
}

export type People = ReturnType<typeof createPeople>;

/**
 * A name and certificate number as people type them, made regular.
 * @throws HttpError NAME_INVALID, CERTIFICATE_INVALID saying what is wrong with it
 */
export function checkedIdentity(typed: PlainIdentity, today: string): PlainIdentity {
  const name = normaliseName(typed.name);
  if (!isName(name)) throw new HttpError('NAME_INVALID');
  const certificate = checkCertificate(typed.certificateNumber, today);
  if (!certificate.ok) throw new HttpError('CERTIFICATE_INVALID', { message: certificate.refusal.message });
  return { name, certificateNumber: certificate.value.certificateNo };
}

/** Persons: found by certificate number, known by what the insurance core says of them. */
export function createPeople({ persons, cores, numbers, clock }: PeopleDeps) {
  const byCertificate = async (certificateNumber: string) =>
    (await persons.find({ certificateNumber }, { limit: 1 }))[0];

  const checked = (typed: PlainIdentity) => checkedIdentity(typed, civilDayOf(clock().toISOString()));

  async function insert(identity: PlainIdentity, isNameConfirmed: boolean): Promise<string | undefined> {
    const _id = newId();
    const createdAt = clock().toISOString();
    try {
      await persons.insert({ _id, version: 1, schemaVersion: 1, ...identity, isNameConfirmed, createdAt });
      return _id;
    } catch (error) {
      if (error instanceof Conflict) return undefined;
      throw error;
    }
  }

  /**
   * The person with this certificate number, made at first mention.
   * Where the number is known to belong to another name, the answer is an id behind which nobody stands: every later question then
   * sounds exactly as for a person whom no core knows, and nobody learns that half of the guess was right.
   * @throws HttpError NAME_INVALID, CERTIFICATE_INVALID
   */
  async function mention(typed: PlainIdentity): Promise<{ personId: string }> {
    const identity = checked(typed);
    for (;;) {
      const known = await byCertificate(identity.certificateNumber);
      if (known === undefined) {
        const personId = await insert(identity, false);
        if (personId !== undefined) return { personId };
        continue;
      }
      if (known.name === identity.name) return { personId: known._id };
      if (known.isNameConfirmed) return { personId: newId() };
      if (await persons.replace({ ...known, name: identity.name })) return { personId: known._id };
    }
  }

  /** The person whose name and number a core or a face check has just confirmed; that word corrects what was mentioned before. */
  async function confirm(typed: PlainIdentity): Promise<{ personId: string }> {
    const identity = checked(typed);
    for (;;) {
      const known = await byCertificate(identity.certificateNumber);
      if (known === undefined) {
        const personId = await insert(identity, true);
        if (personId !== undefined) return { personId };
        continue;
      }
      if (known.isNameConfirmed && known.name === identity.name) return { personId: known._id };
      if (await persons.replace({ ...known, name: identity.name, isNameConfirmed: true }))
        return { personId: known._id };
    }
  }

  async function identityOf(personId: string): Promise<PlainIdentity | undefined> {
    const known = await persons.get(personId);
    // An erased person reads without these fields
    if (known?.name === undefined || known.certificateNumber === undefined) return undefined;
    return { name: known.name, certificateNumber: known.certificateNumber };
  }

  async function relationsOf(core: InsuranceCore, psnNo: string, personId: string): Promise<RelationFact[]> {
    const relations = await core.relations(psnNo);
    return Promise.all(
      relations.map(async (relation): Promise<RelationFact> => {
        const side = relation.ownerPsnNo === psnNo ? 'owner' : 'member';
        const other = side === 'owner' ? relation.memberPsnNo : relation.ownerPsnNo;
        const otherId = await numbers.personOf(`${core.region}:${other}`);
        return {
          coreRelationId: relation.coreRelationId,
          side,
          isOurs: false,
          kinship: relation.kinship,
          boundAt: relation.boundAt,
          ...(side === 'owner'
            ? { ownerPersonId: personId, ...(otherId === undefined ? {} : { memberPersonId: otherId }) }
            : { memberPersonId: personId, ...(otherId === undefined ? {} : { ownerPersonId: otherId }) }),
        };
      }),
    );
  }

  /** What other provinces' cores say of somebody whom the asked one does not know; a core that is out of reach says nothing. */
  async function insuredElsewhere(identity: PlainIdentity, region: string): Promise<CorePerson | undefined> {
    const others = cores.regions().flatMap((each) => {
      const core = cores.coreFor(each);
      return core === undefined || core === cores.coreFor(region) ? [] : [core];
    });
    const answers = await Promise.allSettled(others.map((core) => core.person(identity)));
    return answers.flatMap((answer) => (answer.status === 'fulfilled' ? (answer.value ?? []) : []))[0];
  }

  return {
    mention,
    confirm,
    identityOf,

    /** The person with exactly this confirmed name and number; makes none. Nothing of the answer may reach who asked. */
    async find(identity: PlainIdentity): Promise<string | undefined> {
      const known = await byCertificate(identity.certificateNumber);
      return known?.isNameConfirmed === true && known.name === identity.name ? known._id : undefined;
    },

    /** What a screen may show of a person. */
    async card(personId: string): Promise<{ maskedName: string; maskedCertificateNumber: string }> {
      const identity = await identityOf(personId);
      if (identity === undefined) return { maskedName: '*', maskedCertificateNumber: '*' };
      return {
        maskedName: maskName(identity.name),
        maskedCertificateNumber: maskCertificate(identity.certificateNumber),
      };
    },

    /**
     * What the core of a region says of a person now: insurances, and relations whoever bound them.
     * @throws GatewayError when the core cannot be reached or is not connected
     */
    async facts(personId: string, region: string): Promise<PersonFacts> {
      const core = cores.coreFor(region);
      if (core === undefined) {
        throw new GatewayError({
          kind: 'unavailable',
          gateway: 'insurance-core',
          operation: 'connect',
          vendorCode: 'not-connected',
        });
      }
      const unknown: PersonFacts = {
        personId,
        isKnown: false,
        insurances: [],
        relations: [],
        asOf: clock().toISOString(),
      };
      const identity = await identityOf(personId);
      if (identity === undefined) return unknown;
      const here = await core.person(identity);
      const person = here ?? (await insuredElsewhere(identity, region));
      if (person === undefined) return unknown;
      await confirm(identity);
      if (here !== undefined) await numbers.psnNo(personId, region);
      return {
        personId,
        isKnown: true,
        birthOn: person.birthOn,
        insurances: person.insurances,
        relations: here === undefined ? [] : await relationsOf(core, here.psnNo, personId),
        asOf: person.asOf,
      };
    },

    /** Insurances of a person at every core that knows them; `asOf` is absent when a core could not be reached. */
    async insurances(personId: string): Promise<{ insurances: CorePerson['insurances']; asOf?: string }> {
      const identity = await identityOf(personId);
      if (identity === undefined) return { insurances: [] };
      const known = (await numbers.ofPerson(personId)).map(({ region }) => region);
      const asked = (known.length > 0 ? known : cores.regions()).flatMap((region) => cores.coreFor(region) ?? []);
      const answers = await Promise.allSettled(asked.map((core) => core.person(identity)));
      const persons = answers.flatMap((answer) => (answer.status === 'fulfilled' ? (answer.value ?? []) : []));
      const isComplete = answers.every((answer) => answer.status === 'fulfilled');
      return {
        insurances: persons.flatMap((person) => person.insurances),
        ...(isComplete && asked.length > 0 ? { asOf: clock().toISOString() } : {}),
      };
    },
  };
}
