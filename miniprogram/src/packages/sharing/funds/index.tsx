import { useRouter } from '@tarojs/taro';
import { Screen } from '@/components';
import { Gate } from '@/features/session/Gate';
import { Funds } from '@/features/sharing/Funds';
import { paths } from '@/platform';

export default function FundsPage() {
  const { sharingId = '' } = useRouter().params;
  return (
    <Screen id="funds">
      <Gate what="余额" then={paths.funds(sharingId)}>
        <Funds sharingId={sharingId} />
      </Gate>
    </Screen>
  );
}
