import { refusalOf } from '@gongji/shared/domain/refusals';
import type { Refusal } from '@gongji/shared/domain/sharing.types';
import type { PolicyPack } from '@gongji/shared/policy/pack';
import type { Collection } from '../../storage/port';
import type { SharingDocument } from './sharing.collection';

/** `GS:person:<personId>` and `GS:member:<personId>#1` both name a person. */
const personOfSeat = (seat: string) => seat.replace(/^.*:/, '').replace(/#\d+$/, '');

/** Which of the wanted seats other documents hold now. */
export async function takenSeats(collection: Collection<SharingDocument>, wanted: SharingDocument): Promise<string[]> {
  const seats = wanted.seats ?? [];
  const holders = await collection.find({ seats: { $in: seats } }, { limit: 20 });
  return holders
    .filter((holder) => holder._id !== wanted._id)
    .flatMap((holder) => (holder.seats ?? []).filter((seat) => seats.includes(seat)));
}

/** Why a seat could not be had, told from the side of the person whose seat is taken. */
export function seatRefusal(taken: ReadonlySet<string>, wanted: SharingDocument, pack: PolicyPack): Refusal {
  const contested = (wanted.seats ?? []).filter((seat) => taken.has(seat));
  const isOwnersSeat = contested.length > 0 && contested.every((seat) => personOfSeat(seat) === wanted.ownerId);
  return refusalOf(isOwnersSeat ? 'OWNER_HAS_RELATION' : 'MEMBER_HAS_OWNER', pack);
}
