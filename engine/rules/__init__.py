"""What is wrong with a scene: one file for each rule, each finding with a repair where there is one."""

from engine.rules.checking import check, rules_of
from engine.rules.rule import Rule, rule
from engine.rules.scene import RuleScene

__all__ = ["Rule", "RuleScene", "check", "rule", "rules_of"]
