/** The sharing's rules in one place to import from: state (fold), guards (what can be done now), decide, seats. */

export { claimedSeats, memberSeats, ownerSeat, personSeat, seatChoices, seatsOf } from './seats';
export * from './sharing.types';
export { type DecideContext, type Decision, decide, isGuardianNeeded } from './sharing-decide';
export { availableCommands, COMMAND_TYPES, guardCommand, hasActiveMember, isCommitmentOwed } from './sharing-guards';
export {
  alreadyDone,
  evolve,
  fold,
  isInvitationExpired,
  isLive,
  liveMembers,
  pendingMove,
} from './sharing-state';
