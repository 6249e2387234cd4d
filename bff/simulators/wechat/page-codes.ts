import { pictureOf } from '../server/picture';

/** The characters that a scene may hold, as published: digits, letters and a few marks; no `%`. */
const SCENE = /^[\w!#$&'()*+,/:;=?@\-.~]{1,32}$/;

export interface PageCode {
  scene: string;
  page: string;
}

/** Mini-program codes without a limit: `/wxa/getwxacodeunlimit`. */
export class PageCodes {
  /** Newest first. */
  readonly made: PageCode[] = [];

  /** A picture, or the published error: 40129 scene, 41030 page. */
  make(body: Record<string, unknown>): Buffer | { errcode: number; errmsg: string } {
    const { scene, page } = body;
    if (typeof scene !== 'string' || !SCENE.test(scene)) return { errcode: 40129, errmsg: 'invalid scene' };
    if (typeof page !== 'string' || page === '' || page.startsWith('/') || page.includes('?')) {
      return { errcode: 41030, errmsg: 'invalid page' };
    }
    this.made.unshift({ scene, page });
    return pictureOf(`${page} ${scene}`);
  }
}
