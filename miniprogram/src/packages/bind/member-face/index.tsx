import { useRouter } from '@tarojs/taro';
import { Screen } from '@/components';
import { MemberFace } from '@/features/bind/MemberFace';
import { Gate } from '@/features/session/Gate';

export default function MemberFacePage() {
  const { sharingId = '', memberId = '', faceCheckId } = useRouter().params;
  return (
    <Screen id="member-face">
      <Gate what="这份邀请">
        <MemberFace sharingId={sharingId} memberId={memberId} faceCheckId={faceCheckId} />
      </Gate>
    </Screen>
  );
}
