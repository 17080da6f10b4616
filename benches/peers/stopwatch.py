"""Times the jobs of one peer and prints a JSON object a line, as `benches/engine` does.

A peer is a file with `load(path, facts)`, which gives its graph, and jobs: functions of that graph and the facts that
give a number to check. What a job needs and does not count (a reversed copy, say) is made before, by `before`; what tells
how good an answer is, and does not count either, is told by `check`.
"""

import json
import resource
import statistics
import sys
import time

ENOUGH = 0.5  # Short jobs are repeated for so many seconds.
MOST = 25


class Job:
    def __init__(self, name, run, before=None, check=None, parts=1, note=None):
        self.name = name
        self.run = run
        self.before = before
        self.check = check
        self.parts = parts  # A job that asks for many things tells the time of one.
        self.note = note  # Where the answer is not to the same question.


def say(**line):
    print(json.dumps(line), flush=True)


def clocks():
    return time.perf_counter(), time.process_time()


def timed(tool, name, run, check, parts=1, repeat=True, note=None):
    wall, cpu = [], []
    begin = time.perf_counter()
    while not wall or (repeat and time.perf_counter() - begin < ENOUGH and len(wall) < MOST):
        before = clocks()
        value = run()
        after = clocks()
        wall.append((after[0] - before[0]) / parts)
        cpu.append((after[1] - before[1]) / parts)
    check = float(check(value))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    say(tool=tool, job=name, wall=statistics.median(wall), cpu=statistics.median(cpu), check=check,
        repeats=len(wall), peak_mb=peak, note=note)
    return value


def main(tool, load, edges, jobs, version):
    """`PEER.py GRAPH FACTS JOB,JOB…`: loads the graph once and runs the jobs named that this peer has."""
    path, described, wanted = sys.argv[1:4]
    wanted = wanted.split(",")
    with open(described, encoding="ascii") as file:
        facts = json.load(file)
    say(tool=tool, version=version)

    say(tool=tool, job="load", start=True)
    graph = timed(tool, "load", lambda: load(path, facts), edges, repeat=False)
    known = {job.name: job for job in jobs(facts)}
    for job in (known[name] for name in wanted if name in known):
        try:
            say(tool=tool, job=f"before {job.name}", start=True)
            subject = job.before(graph) if job.before else graph
            say(tool=tool, job=job.name, start=True)
            check = (lambda found: job.check(found, subject)) if job.check else float
            timed(tool, job.name, lambda: job.run(subject), check, job.parts, note=job.note)
        except Exception as error:  # One job that fails says so and leaves the others their turn.
            say(tool=tool, job=job.name, error=f"{type(error).__name__}: {error}"[:200])
