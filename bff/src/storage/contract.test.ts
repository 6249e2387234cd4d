import { storageContract } from './contract.suite';
import { queryContract } from './queries.suite';
import { sealingContract } from './sealing.suite';
import { describeOnStores } from './test-stores';

describeOnStores('storage contract', storageContract);
describeOnStores('query contract', queryContract);
describeOnStores('sealing contract', sealingContract);
