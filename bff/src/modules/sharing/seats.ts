import { refusalOf } from '@gongji/shared/domain/refusals';
import type { Refusal } from '@gongji/shared/domain/sharing.types';
import type { PolicyPack } from '@gongji/shared/policy/pack';
import type { Collection } from '../../storage/port';
import type { SharingDocument } from './sharing.collection';

const personOfSeat = (seat: string) => seat.split(':').at(-1)!.split('#')[0]!;

/** Why a seat could not be had, told from the side of the person whose seat is taken. */
export async function seatRefusal(
  collection: Collection<SharingDocument>,
  wanted: SharingDocument,
  pack: PolicyPack,
): Promise<Refusal> {
  const seats = wanted.seats ?? [];
  const holders = await collection.find({ seats: { $in: seats } }, { limit: 20 });
  const taken = holders
    .filter((holder) => holder._id !== wanted._id)
    .flatMap((holder) => (holder.seats ?? []).filter((seat) => seats.includes(seat)));
  const isOwnersSeat = taken.length > 0 && taken.every((seat) => personOfSeat(seat) === wanted.ownerId);
  return refusalOf(isOwnersSeat ? 'OWNER_HAS_RELATION' : 'MEMBER_HAS_OWNER', pack);
}
