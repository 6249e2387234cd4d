import type { CoreConnection } from '../connections';
import { sha256Strategy } from './sha256';
import { sm2Strategy } from './sm2';
import type { SigningStrategy } from './strategy';

type StrategyName = CoreConnection['strategy'];

const STRATEGIES: { [N in StrategyName]: SigningStrategy<Extract<CoreConnection, { strategy: N }>> } = {
  sm2: sm2Strategy,
  sha256: sha256Strategy,
};

/** The strategy that a connection names. */
export function strategyOf(connection: CoreConnection): SigningStrategy {
  return STRATEGIES[connection.strategy] as SigningStrategy;
}
