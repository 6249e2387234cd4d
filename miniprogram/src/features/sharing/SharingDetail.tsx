import { civilDayOf, dayInWords } from '@gongji/shared/domain/civil-day';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { type ClientPack, call, type SharingView } from '@/api';
import { Button, DeskCard, Loaded, Pair } from '@/components';
import { open, paths } from '@/platform';
import { useLoading, useRepeat } from '../loading';
import { packOf, usePacks } from '../pack/packs';
import { MemberCard } from './MemberCard';
import { hasEnded, isLive, isMoving } from './status';

const EVERY_MS = 2000;
const TIMES = 60;

/** One sharing: who stands in it, in which state, and what can be done now (only what the server offers). */
export function SharingDetail({ sharingId }: { sharingId: string }) {
  const sharing = useLoading(sharingId === '' ? undefined : sharingId, () =>
    call('sharing.get', { params: { sharingId } }),
  );
  const packs = usePacks();
  const members = sharing.value?.sharing.members ?? [];
  useRepeat(members.some(isMoving), EVERY_MS, TIMES, sharing.reload);
  return (
    <Loaded of={sharing}>
      {(found) => (
        <Detail sharing={found.sharing} pack={packOf(packs.value, found.sharing.family)} onChanged={sharing.reload} />
      )}
    </Loaded>
  );
}

function Detail({ sharing, pack, onChanged }: { sharing: SharingView; pack?: ClientPack; onChanged(): void }) {
  const [showsGone, setShowsGone] = useState(false);
  const live = sharing.members.filter(isLive);
  const gone = sharing.members.filter((member) => !isLive(member));
  const isOwner = sharing.myRole === 'owner';
  const canAdd = sharing.availableCommands.some(
    ({ type, role }) => role === 'owner' && (type === 'addMember' || type === 'acceptCommitment'),
  );
  const shown = showsGone || live.length === 0 ? [...live, ...gone] : live;
  return (
    <View>
      <View className="title">{isOwner ? '我共济给家人' : `${sharing.ownerMaskedName}共济给我`}</View>
      <View className="note" style={{ marginBottom: '16px' }}>
        {sharing.regionWord}，{dayInWords(civilDayOf(sharing.openedAt))}开始
      </View>
      {isOwner && sharing.funding === 'allocation' ? <FundsEntry sharing={sharing} pack={pack} /> : null}
      {!isOwner ? (
        <View className="card">
          <Pair name={pack?.words.owner ?? '出钱的人'}>{sharing.ownerMaskedName}</Pair>
        </View>
      ) : null}
      <View className="section-title">{isOwner ? (pack?.words.member ?? '家人') : '我的情况'}</View>
      {shown.map((member) => (
        <MemberCard key={member.memberId} sharing={sharing} member={member} pack={pack} onChanged={onChanged} />
      ))}
      {gone.length > 0 && live.length > 0 ? (
        <Button id="sharing-gone" kind="quiet" onTap={() => setShowsGone(!showsGone)}>
          {showsGone ? '收起已结束的' : `看已结束的 ${gone.length} 位`}
        </Button>
      ) : null}
      {isOwner && live.length > 0 && pack?.lifecycle.ownerDuty.value ? (
        <View className="card" data-testid="owner-duty">
          <View className="strong">您要记得</View>
          <Text className="text">{pack.lifecycle.ownerDuty.value}</Text>
        </View>
      ) : null}
      {isOwner && canAdd ? (
        <View style={{ margin: '16px 0' }}>
          <Button id="sharing-add" onTap={() => open(paths.bindMore(sharing.family))}>
            再给一位家人办
          </Button>
        </View>
      ) : null}
      <View style={{ marginTop: '16px' }}>
        <DeskCard pack={pack} title="有问题，找人帮忙" />
      </View>
    </View>
  );
}

function FundsEntry({ sharing, pack }: { sharing: SharingView; pack?: ClientPack }) {
  const { allocate = '划拨', familyAccount = '家庭账户' } = pack?.words ?? {};
  return (
    <View className="card stack">
      <View className="strong">{familyAccount}</View>
      <Text className="note">
        {hasEnded(sharing)
          ? '家人都已解除绑定，没用完的钱退回您的个人账户。'
          : `家人用的是您${allocate}进来的钱。没有${allocate}，绑好了也刷不了。`}
      </Text>
      <Button id="sharing-funds" kind="plain" onTap={() => open(paths.funds(sharing.sharingId))}>
        {allocate}、看余额
      </Button>
    </View>
  );
}
