import { Screen } from '@/components';
import { Gate } from '@/features/session/Gate';
import { SharingList } from '@/features/sharing/SharingList';

export default function SharingsPage() {
  return (
    <Screen id="sharings">
      <Gate what="我的共济">
        <SharingList />
      </Gate>
    </Screen>
  );
}
