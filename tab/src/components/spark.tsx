/** Gnista's logo, a four-pointed spark. Before the theme is known, `page.css` sets its colour. */
export function Spark({ size = 48 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        fill="var(--colorBrandForeground1, #5b5fc7)"
        d="M12 1c.8 6.3 3.7 9.9 11 11-7.3 1.1-10.2 4.7-11 11-.8-6.3-3.7-9.9-11-11 7.3-1.1 10.2-4.7 11-11Z"
      />
    </svg>
  );
}
