const faces = [
  ['Inter-Regular', '400'],
  ['Inter-Medium', '500'],
] as const;

/** Axis labels are drawn on a canvas once: the font has to be there before. A page without the font files still works. */
export async function loadFonts(): Promise<void> {
  if (typeof FontFace === 'undefined') {
    return;
  }
  const folder = `${window.__grafana_public_path__ ?? '/public/'}fonts/inter/`;
  await Promise.allSettled(
    faces.map(async ([file, weight]) => {
      const face = await new FontFace('Inter', `url(${folder}${file}.woff2)`, { weight }).load();
      document.fonts.add(face);
    })
  );
}
