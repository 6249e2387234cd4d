import { storageContract } from './contract.suite';
import { sealingContract } from './sealing.suite';
import { describeOnStores } from './test-stores';

describeOnStores('storage contract', storageContract);
describeOnStores('sealing contract', sealingContract);
