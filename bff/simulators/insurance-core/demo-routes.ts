import { civilDayOf } from '@gongji/shared/domain/civil-day';
import { pickPacks } from '@gongji/shared/policy/index';
import Router from '@koa/router';
import type Koa from 'koa';
import type { Cores } from './cores';

/** GET /demo/people: the fictional people of every core, for the start table and the README. */
export function demoRoutes(cores: Cores): Koa.Middleware {
  const router = new Router();
  router.get('/demo/people', (ctx) => {
    ctx.body = [...cores.values()].flatMap((core) =>
      [...core.state.people.values()]
        .filter((person) => person.interesting !== undefined)
        .map((person) => ({
          name: person.name,
          province: provinceName(core.region),
          region: core.region,
          phone: person.phone ?? '',
          certificateNumber: person.certificateNumber,
          interesting: person.interesting,
        })),
    );
  });
  return router.routes() as Koa.Middleware;
}

/** A province's name as its pack words it; the code where it has no pack today. */
export function provinceName(region: string): string {
  const [pack] = pickPacks({ ownerRegion: region, on: civilDayOf(new Date().toISOString()) });
  return pack?.words.region ?? region;
}
