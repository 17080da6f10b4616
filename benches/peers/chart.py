"""Draws how the cost of each job grows with the graph: a panel for each job, a line for each tool."""

import math

COLOURS = {"travaux": "#111827", "petgraph": "#B8650B", "igraph": "#1E7B4F", "networkit": "#1F5F99",
           "graph-tool": "#7A4B9C", "rustworkx": "#9A3F1E", "networkx": "#6B7A1E", "duckdb": "#0F766E",
           "sqlite": "#8793A1"}
# Jobs that one panel shows together, the second with broken lines.
TOGETHER = {"communities (Leiden)": "communities"}
COLUMNS, WIDTH, HEIGHT = 4, 250, 210
LEFT, RIGHT, ABOVE, BELOW, HEAD = 46, 14, 30, 34, 62


def powers(values):
    """Returns the powers of ten about some values."""
    low, high = math.floor(math.log10(min(values)) + 1e-9), math.ceil(math.log10(max(values)) - 1e-9)
    return low, max(high, low + 1)


def tens(power):
    """Writes a power of ten: 0.001 to 1,000 in full, and others as such."""
    if abs(power) <= 3:
        return f"{10**power:,}" if power >= 0 else f"{10.0**power:g}"
    sign = "−" if power < 0 else ""
    return f'10<tspan dy="-4" font-size="8">{sign}{abs(power)}</tspan>'


def panel(job, lines, sizes, left, top):
    """Draws one job: cost over edges, both by powers of ten. `lines` are (tool, is_second, {edges: cost})."""
    low, high = powers([cost for _, _, costs in lines for cost in costs.values()])
    # A little room on both sides.
    first, last = math.log10(sizes[0]) - 0.15, math.log10(sizes[-1]) + 0.15
    inner, outer = WIDTH - LEFT - RIGHT, HEIGHT - ABOVE - BELOW

    def x(size):
        return left + LEFT + inner * (math.log10(size) - first) / (last - first)

    def y(cost):
        return top + ABOVE + outer * (high - math.log10(cost)) / (high - low)

    out = [f'<text x="{left + LEFT}" y="{top + 20}" font-size="13" font-weight="bold" fill="#111827">{job}</text>']
    for power in range(low, high + 1):
        at = y(10.0**power)
        out.append(f'<path d="M{left + LEFT} {at:.1f}h{inner}" stroke="#E5E7EB"/>')
        out.append(f'<text x="{left + LEFT - 6}" y="{at + 4:.1f}" text-anchor="end">{tens(power)}</text>')
    for power in range(math.ceil(first), math.floor(last) + 1):
        at = x(10.0**power)
        out.append(f'<path d="M{at:.1f} {top + ABOVE}v{outer}" stroke="#E5E7EB"/>')
        out.append(f'<text x="{at:.1f}" y="{top + ABOVE + outer + 16}" text-anchor="middle">{tens(power)}</text>')
    for tool, is_second, costs in sorted(lines, key=lambda line: line[0] == "travaux"):
        points = [(x(size), y(cost)) for size, cost in sorted(costs.items())]
        stroke = 2.4 if tool == "travaux" else 1.4
        dash = ' stroke-dasharray="4 3"' if is_second else ""
        path = "M" + "L".join(f"{px:.1f} {py:.1f}" for px, py in points)
        out.append(f'<path d="{path}" fill="none" stroke="{COLOURS[tool]}" stroke-width="{stroke}"{dash}/>')
        out += [f'<circle cx="{px:.1f}" cy="{py:.1f}" r="{stroke + 0.6:.1f}" fill="{COLOURS[tool]}"/>' for px, py in points]
    return out


def drawn(rows):
    """Returns the picture of rows (tool, job, edges, nanoseconds for each edge)."""
    panels, sizes = {}, sorted({edges for _, _, edges, _ in rows})
    for tool, job, edges, cost in rows:
        lines = panels.setdefault(TOGETHER.get(job, job), {})
        lines.setdefault((tool, job in TOGETHER), {})[edges] = cost
    tools = [tool for tool in COLOURS if any(tool == row[0] for row in rows)]
    across, down = COLUMNS * WIDTH, -(-(len(panels) + 1) // COLUMNS)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across + 10} {HEAD + down * HEIGHT}" '
           'font-family="sans-serif" font-size="10" fill="#4B5563">',
           f'<rect width="{across + 10}" height="{HEAD + down * HEIGHT}" fill="#FFFFFF"/>',
           '<text x="20" y="28" font-size="17" font-weight="bold" fill="#111827">Cost per edge as graphs grow</text>',
           '<text x="20" y="47" font-size="12">Nanoseconds of processor for each edge, over the number of edges; less is '
           'better. Betweenness, closeness and harmonic: for each pivot.</text>']
    for at, (job, lines) in enumerate(panels.items()):
        told = [(tool, is_second, costs) for (tool, is_second), costs in lines.items()]
        out += panel(job, told, sizes, at % COLUMNS * WIDTH, HEAD + at // COLUMNS * HEIGHT)
    left, top = len(panels) % COLUMNS * WIDTH + LEFT, HEAD + len(panels) // COLUMNS * HEIGHT + ABOVE
    key = [(tool, tool, "") for tool in tools]
    if any(is_second for lines in panels.values() for _, is_second in lines):
        key.append(("networkit", "networkit, Leiden", ' stroke-dasharray="4 3"'))
    for at, (tool, words, dash) in enumerate(key):
        line = top + 6 + at * 19
        stroke = 2.4 if tool == "travaux" else 1.4
        out.append(f'<path d="M{left} {line}h26" stroke="{COLOURS[tool]}" stroke-width="{stroke}"{dash}/>')
        out.append(f'<text x="{left + 34}" y="{line + 4}" font-size="12" fill="#111827">{words}</text>')
    return "\n".join([*out, "</svg>", ""])
