/** The sharing's rules in one place to import from: state (fold), guards (what can be done now), decide, seats. */

export { dueByFacts, type InsuranceNews } from './insurance-facts';
export { claimedSeats, memberSeats, ownerSeat, personSeat, seatChoices, seatsOf } from './seats';
export * from './sharing.types';
export { decide, isGuardianNeeded } from './sharing-decide';
export type { DecideContext, Decision } from './sharing-decide.types';
export { availableCommands, COMMAND_TYPES, guardCommand, hasActiveMember, isCommitmentOwed } from './sharing-guards';
export {
  alreadyDone,
  evolve,
  fold,
  isInvitationExpired,
  isLive,
  isRegistered,
  liveMembers,
  pendingMove,
} from './sharing-state';
export { changedWindow, type WindowState, windowRefusal, windowState } from './window';
