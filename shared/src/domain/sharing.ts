/** The sharing's rules in one place to import from: state (fold), guards (what can be done now), decide, seats. */
export * from './sharing.types';
export {
  alreadyDone,
  evolve,
  fold,
  isInvitationExpired,
  isLive,
  liveMembers,
  pendingMove,
} from './sharing-state';
export { availableCommands, COMMAND_TYPES, guardCommand, hasActiveMember, isCommitmentOwed } from './sharing-guards';
export { decide, type DecideContext, type Decision, isGuardianNeeded } from './sharing-decide';
export { claimedSeats, memberSeats, ownerSeat, personSeat, seatChoices, seatsOf } from './seats';
