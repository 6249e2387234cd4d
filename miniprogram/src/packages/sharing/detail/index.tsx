import { useRouter } from '@tarojs/taro';
import { Screen } from '@/components';
import { PrivacySheet } from '@/features/privacy/PrivacySheet';
import { Gate } from '@/features/session/Gate';
import { SharingDetail } from '@/features/sharing/SharingDetail';
import { paths } from '@/platform';

export default function SharingDetailPage() {
  const { sharingId = '' } = useRouter().params;
  return (
    <Screen id="sharing">
      <Gate what="共济详情" then={paths.sharing(sharingId)}>
        <SharingDetail sharingId={sharingId} />
      </Gate>
      <PrivacySheet />
    </Screen>
  );
}
