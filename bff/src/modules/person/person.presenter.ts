import type { Reply } from '@gongji/shared/contract/schemas';
import { maskPhone } from '@gongji/shared/domain/masks';
import type { CorePerson } from '../../gateways/insurance-core/port';
import type { IdentityDocument } from '../identity/identity.collection';

const INSUTYPE_WORDS = { '310': '职工医保', '390': '居民医保' } as const;
const STATUS_WORDS = { '1': '正常参保', '2': '暂停参保', '4': '已终止参保' } as const;

/** Documents → what the contract shows of oneself; names, numbers and phones are masked here. */
export function presentMe(input: {
  identity: IdentityDocument;
  card?: { maskedName: string; maskedCertificateNumber: string };
  insurances: CorePerson['insurances'];
  insurancesAsOf?: string;
  doorRequests?: NonNullable<Reply<'person.me'>['doorRequests']>;
  deskProof?: Reply<'person.startDeskProof'>;
  /** A region's name for people. */
  regionWord(code: string): string;
}): Reply<'person.me'> {
  const { identity, card } = input;
  const { personId, proof, proofAt, provenBy } = identity;
  return {
    identity: {
      channel: identity.channel,
      ...(identity.phone === undefined ? {} : { maskedPhone: maskPhone(identity.phone) }),
    },
    ...(card === undefined || personId === undefined || proof === undefined || proofAt === undefined
      ? {}
      : {
          person: {
            personId,
            ...card,
            proof,
            proofAt,
            ...(provenBy === undefined ? {} : { provenBy }),
            insurances: input.insurances.map((insurance) => ({
              insutype: insurance.insutype,
              insutypeWord: INSUTYPE_WORDS[insurance.insutype],
              status: insurance.status,
              statusWord: STATUS_WORDS[insurance.status],
              region: insurance.region,
              regionWord: input.regionWord(insurance.region),
              ...(insurance.balanceFen === undefined ? {} : { balanceFen: insurance.balanceFen }),
            })),
            ...(input.insurancesAsOf === undefined ? {} : { insurancesAsOf: input.insurancesAsOf }),
          },
        }),
    ...(input.doorRequests === undefined || input.doorRequests.length === 0
      ? {}
      : { doorRequests: input.doorRequests }),
    ...(input.deskProof === undefined ? {} : { deskProof: input.deskProof }),
  };
}
