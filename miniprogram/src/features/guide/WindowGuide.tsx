import { dayInWords } from '@gongji/shared/domain/civil-day';
import { Text, View } from '@tarojs/components';
import { type ClientPack, call, type Venue } from '@/api';
import { Button, Icon, Loaded, Tag } from '@/components';
import { callHotline, HOTLINE } from '@/platform';
import { contactProps } from '@/platform/contact';
import { useLoading } from '../loading';
import { NotOpen } from './NotOpen';
import { OtherWays } from './Policy';

/** The way without a phone: what to bring, where, and whom to ask first. The person goes with papers and comes back done. */
export function WindowGuide({ pack }: { pack?: ClientPack }) {
  const region = pack?.region;
  const venues = useLoading(`venues-${region ?? ''}`, () => call('venue.list', { query: { region } }));
  return (
    <View className="stack stack--wide">
      {pack && !pack.isOpen.value ? <NotOpen pack={pack} /> : null}
      {pack ? <BringCard pack={pack} /> : null}
      <View>
        <View className="section-title">去哪里，带什么</View>
        <Loaded of={venues} cards={2}>
          {({ items }) => (
            <View data-testid="window-venues">
              {items
                .filter(({ kind }) => kind !== 'ask')
                .map((venue) => (
                  <VenueCard key={venue.id} venue={venue} />
                ))}
            </View>
          )}
        </Loaded>
      </View>
      {pack ? <OtherWays pack={pack} /> : null}
      <Button id="window-call" kind="plain" onTap={callHotline}>
        先打 {HOTLINE} 问清楚
      </Button>
      {contactProps ? (
        <Button id="window-contact" kind="quiet" native={contactProps}>
          在线问客服
        </Button>
      ) : null}
    </View>
  );
}

/** What to put on the table, as a list to tick off at home. */
function BringCard({ pack }: { pack: ClientPack }) {
  const { bring, where } = pack.desk;
  return (
    <View className="card stack" data-testid="window-bring">
      <View className="lead">出门前备好这几样</View>
      <View>
        {bring.value.map((item) => (
          <View className="finding finding--pass" key={item}>
            <Icon name="check" />
            <Text className="text grow">{item}</Text>
          </View>
        ))}
      </View>
      <Text className="note">带到：{where.value}</Text>
      {bring.basis === 'ours' ? (
        <View>
          <Tag tone="warn">我们的理解</Tag>
          <Text className="note">{bring.note ?? '原文没有写要带什么，去之前先打 12393 问清楚。'}</Text>
        </View>
      ) : null}
    </View>
  );
}

const KINDS: Record<Venue['kind'], string> = { bind: '办理、解除', claim: '没扣成，补办', ask: '打电话问' };

function VenueCard({ venue }: { venue: Venue }) {
  return (
    <View className="card stack" data-testid={`venue-${venue.id}`}>
      <View className="row row--top">
        <View className="strong grow">{venue.name}</View>
        <Tag tone="info">{KINDS[venue.kind] ?? '咨询'}</Tag>
      </View>
      {venue.bring.length > 0 ? <Text className="text">请带：{venue.bring.join('、')}</Text> : null}
      {venue.hours ? <Text className="text">{venue.hours}</Text> : null}
      <Text className="note">{venue.note}</Text>
      <Text className="note">
        {venue.regionWord}，{dayInWords(venue.verifiedOn)}核对
        {venue.isOurReading ? '，其中有我们的理解' : ''}
      </Text>
    </View>
  );
}
