import type { ClientPack } from '@/api';
import type { JourneyState } from '../use-journey';

/** What every step of the journey is given. */
export interface StepProps {
  journey: JourneyState;
  pack: ClientPack;
}
