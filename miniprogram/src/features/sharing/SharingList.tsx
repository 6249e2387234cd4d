import { Text, View } from '@tarojs/components';
import { call, type Reply, type SharingView } from '@/api';
import { Button, DeskCard, Empty, Icon, Loaded, Tag, Tappable } from '@/components';
import { open, paths } from '@/platform';
import { useLoading } from '../loading';
import { packOf, usePacks, useProvince } from '../pack/packs';
import { useSession } from '../session/use-session';
import { isLive, toneOf } from './status';

/** Whom I share to, and who shares to me. Members that are gone are counted, not listed. */
export function SharingList() {
  const tokens = useSession();
  const packs = usePacks().value;
  const province = useProvince();
  const sharings = useLoading(tokens?.sessionId, () => call('sharing.list'));
  return (
    <Loaded of={sharings}>
      {({ asOwner, asMember, elsewhere }) => {
        const given = asOwner.filter((sharing) => sharing.members.length > 0);
        const isEmpty = given.length === 0 && asMember.length === 0 && elsewhere.length === 0;
        return (
          <View>
            {isEmpty ? (
              <Empty id="sharings-empty" icon="family" title="还没有家庭共济">
                <View className="note">您的职工医保个人账户的钱，可以给家人看病买药用。</View>
                <Button id="sharings-bind" onTap={() => open(paths.bind)}>
                  给家人办共济
                </Button>
              </Empty>
            ) : null}
            <Group title="我共济给" sharings={given} />
            <Group title="共济给我" sharings={asMember} />
            <Elsewhere relations={elsewhere} />
            {isEmpty ? null : (
              <View style={{ marginTop: '24px' }}>
                <Button id="sharings-bind" onTap={() => open(paths.bind)}>
                  {given.length > 0 ? '再给一位家人办' : '给家人办共济'}
                </Button>
              </View>
            )}
            <Button id="sharings-invitation" kind="quiet" onTap={() => open('/pages/invitation/index')}>
              输入邀请码
            </Button>
            <DeskCard pack={packOf(packs, province)} title="想找人问、找人办" />
          </View>
        );
      }}
    </Loaded>
  );
}

function Group({ title, sharings }: { title: string; sharings: SharingView[] }) {
  const packs = usePacks().value;
  if (sharings.length === 0) return null;
  return (
    <View>
      <View className="section-title">{title}</View>
      {sharings.map((sharing) => (
        <SharingCard
          key={sharing.sharingId}
          sharing={sharing}
          memberWord={packOf(packs, sharing.family)?.words.member}
        />
      ))}
    </View>
  );
}

/** Bound at a window or in another program: shown so that nobody wonders, and not to be changed here. */
function Elsewhere({ relations }: { relations: Reply<'sharing.list'>['elsewhere'] }) {
  if (relations.length === 0) return null;
  return (
    <View data-testid="elsewhere">
      <View className="section-title">在别处办的</View>
      {relations.map((relation) => (
        <View
          className="card"
          key={relations.indexOf(relation)}
          data-testid={`elsewhere-${relation.family}-${relation.myRole}`}
        >
          <View className="row">
            <Text className="strong grow">
              {relation.myRole === 'owner'
                ? `${relation.regionWord}，我共济给${relation.otherMaskedName}`
                : `${relation.regionWord}，${relation.otherMaskedName}共济给我`}
            </Text>
            <Tag tone="info">只能查看</Tag>
          </View>
          <Text className="note">{relation.explanation}</Text>
        </View>
      ))}
    </View>
  );
}

function SharingCard({ sharing, memberWord = '家人' }: { sharing: SharingView; memberWord?: string }) {
  const live = sharing.members.filter(isLive);
  const shown = live.length > 0 ? live : sharing.members.slice(-1);
  const gone = sharing.members.length - shown.length;
  return (
    <Tappable
      className="card"
      id={`sharing-${sharing.family}-${sharing.myRole}`}
      onTap={() => open(paths.sharing(sharing.sharingId))}
    >
      <View className="row">
        <Text className="strong">
          {sharing.regionWord}
          {sharing.myRole === 'member' ? `，${sharing.ownerMaskedName}出钱` : ''}
        </Text>
        <Icon name="next" size="small" />
      </View>
      {shown.map((member) => (
        <View className="pair" key={member.memberId}>
          <View>
            {member.maskedName}
            <Text className="note">
              {member.kinshipWord}
              {member.window && isLive(member) && member.window.state !== 'open' ? `，${member.window.stateWord}` : ''}
            </Text>
          </View>
          <View>
            <Tag tone={toneOf(member.status)}>{member.statusWord}</Tag>
          </View>
        </View>
      ))}
      {gone > 0 ? (
        <Text className="note">
          另有 {gone} 位{memberWord}已结束
        </Text>
      ) : null}
    </Tappable>
  );
}
