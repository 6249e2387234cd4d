import { refusalOf } from './refusals';
import { ok, refused } from './result';
import type { Member } from './sharing.types';
import type { CommandOf, DecideContext, Drafts } from './sharing-decide.types';
import { changedWindow } from './window';

/** What happens to a member who stands: the window, "not mine", insurance that comes and goes. The guards were asked before. */
type LifeCommand = CommandOf<
  | 'changeWindow'
  | 'refuseWindow'
  | 'dispute'
  | 'resolveDispute'
  | 'suspendByFacts'
  | 'resumeByFacts'
  | 'endByRule'
  | 'confirmEnd'
>;

/** The actions of one command in a standing member's life, or the refusal. */
export function liveOn(member: Member, command: LifeCommand, { pack, now }: DecideContext): Drafts {
  const { memberId } = member;
  const notNow = () => refused(refusalOf('NOT_AVAILABLE_NOW', pack));
  switch (command.type) {
    case 'changeWindow': {
      const window = changedWindow(member.window, command, pack, now);
      if (window === 'WINDOW_INVALID') return refused(refusalOf(window, pack));
      return ok([{ type: 'member.windowSet', memberId, ...window, effectId: command.effectId }]);
    }
    case 'refuseWindow': {
      const { effectId, code, message } = command;
      return member.window?.effectId === effectId
        ? ok([{ type: 'member.windowRefused', memberId, effectId, code, message }])
        : notNow();
    }
    case 'dispute':
      return ok([{ type: 'member.disputed', memberId, effectId: command.effectId }]);
    case 'resolveDispute': {
      const { effectId, outcome } = command;
      return ok([{ type: outcome === 'ended' ? 'member.ending' : 'member.restored', memberId, effectId }]);
    }
    case 'suspendByFacts':
      return member.suspended?.because === command.because
        ? notNow()
        : ok([{ type: 'member.suspended', memberId, because: command.because }]);
    case 'resumeByFacts':
      return ok([{ type: 'member.resumed', memberId }]);
    case 'endByRule':
      return ok([{ type: 'member.ended', memberId, because: 'insuranceEnded' }]);
    case 'confirmEnd': {
      const { because } = command;
      const comesFromOutside = because === 'endedElsewhere' || because === 'insuranceEnded';
      return member.status === 'ending' || comesFromOutside
        ? ok([{ type: 'member.ended', memberId, because }])
        : notNow();
    }
  }
}
