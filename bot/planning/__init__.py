"""What falls due: watches, cases, the planner, feeds that fell silent."""
